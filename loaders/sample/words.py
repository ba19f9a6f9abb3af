"""What people wrote down about what they did: titles and notes, with gaps to fill."""

__all__ = ["AFTERWARDS", "NOTES", "THINGS", "TITLES", "TOPICS"]

TOPICS = {
    "land": "land", "land-titles": "land titles", "land-grazing": "grazing routes", "land-forest": "forest territory",
    "water": "water", "water-drinking": "drinking water", "water-rivers": "rivers and coasts",
    "water-sanitation": "toilets and drains",
    "women": "women's rights", "women-safety": "safety at home", "women-inheritance": "inheritance",
    "women-work": "women's work",
    "migrants": "migrants' rights", "migrants-papers": "papers", "migrants-wages": "fair wages",
    "migrants-arrival": "first shelter", "migrants-families": "families across borders",
    "digital": "digital rights", "digital-privacy": "privacy", "digital-safety": "safety online",
    "digital-access": "cheap connections",
}  # fmt: skip

# Something one can point at, by the highest cause.
THINGS = {
    "land": (
        "the boundary stones", "the winter grazing map", "the old lease books", "the fence across the drove road",
        "the registry's missing pages", "the logging road", "the spring pasture", "the elders' hand-drawn map",
    ),
    "water": (
        "the pump by the ferry landing", "the new test kits", "the broken sluice", "the school tap",
        "the river samples", "the price of a bucket", "the drain behind the market", "the dredging plan",
    ),
    "women": (
        "the shelter's phone line", "the will forms", "the savings box", "the night bus", "the court calendar",
        "the village register", "the seed loan", "the police desk",
    ),
    "migrants": (
        "the appointment queue", "the pay slips", "the winter coats", "the interpreters' list", "the lost passports",
        "the reunion forms", "the cannery contracts", "the bunk rooms at the quay",
    ),
    "digital": (
        "the camera poles", "the data request letters", "the school tablets", "the courier app", "the mesh antenna",
        "the password evening", "the voter roll leak", "the reporting button",
    ),
}  # fmt: skip

TITLES = {
    "meeting": (
        "Planning round on {topic}, {place}", "Partners' table: {topic}", "{place} coordination meeting",
        "What next on {topic} in {place}", "Working group on {topic}",
    ),
    "check_in": ("Check-in call", "Monthly check-in on {topic}", "How are we doing? {place}", "Quick call between partners"),
    "joint_campaign": (
        "{place} speaks up: {topic}", "Campaign for {topic} in {place}", "Postcards for {topic}",
        "Forty days for {topic}", "Not without us: {topic} in {place}",
    ),
    "co_hosted_event": (
        "Open day on {topic}, {place}", "{place} street fair for {topic}", "Film night and debate: {topic}",
        "Public hearing on {topic} in {place}", "Market stall week, {place}",
    ),
    "joint_project": (
        "{topic} in {place}, shared project", "Mapping {topic} around {place}", "Mobile desk for {topic}, {place}",
        "Two seasons of {topic} in {place}",
    ),
    "co_signature": ("Open letter on {topic}", "Joint statement: {topic} in {place}", "Shared reply to the draft law on {topic}"),
    "referral": ("Family passed on, {place}", "Referral: {topic}", "Somebody who needed more than we could give"),
    "introduction": ("Introduction over tea, {place}", "Putting two groups in touch on {topic}", "First meeting of neighbours, {place}"),
    "funding": ("Small grant for {topic}", "Season's grant, {place}", "Bridge money for {topic} in {place}"),
    "training": (
        "Training day on {topic}, {place}", "Two-day course: {topic}", "Learning walk, {place}",
        "Know your rights: {topic}",
    ),
    "support": ("Extra hands in {place}", "Lending the van", "Standing by on {topic}", "Translation for {place}"),
    "win": ("We did it: {topic} in {place}", "Celebration in {place}", "A small win on {topic}", "Thank-you supper, {place}"),
    "conflict": ("Quarrel over {topic}", "Falling-out in {place}"),
    "repair": ("Sitting down again, {place}", "Mending evening on {topic}"),
}  # fmt: skip

NOTES = {
    "meeting": (
        "Agreed who speaks to the council about {thing}.", "Two hours on {thing}, and we only got through half the list.",
        "First time we met in {place} rather than in the capital; more local people could come.",
        "Long discussion about who may use the photographs.", "Divided the villages around {place} between us.",
        "Everyone brought figures on {thing}; they do not match yet.", "Short and useful. Next date fixed before we left.",
        "Children ran in and out, and still we finished on time.", "The minutes are now taken in turns.",
        "We asked the youngest group to chair. It went well.", "Worked out a shared calendar for the dry season.",
        "Talked through {thing} with people from {place}, who know it best.",
    ),
    "check_in": (
        "All well; waiting for news on {thing}.", "They are short of volunteers until the harvest is in.",
        "Twenty minutes on the phone, mostly about {thing}.", "They want to be asked earlier next time. Fair point.",
        "Compared notes. Nothing urgent.", "They lost their room in {place} and need a place to meet.",
        "Good mood. The new coordinator has settled in.", "We apologised for the late report; they laughed it off.",
        "They asked for help with {thing} before the end of the month.", "Only a short talk, the line kept dropping.",
    ),
    "joint_campaign": (
        "Posters went up all over {place} in one night.", "The radio read out our letters about {thing}.",
        "We collected stories first and slogans later.", "The council answered within a week, which never happens.",
        "Turnout was thin in the rain, but the papers came.", "Grandmothers carried the banner.",
        "Every group used its own words about {thing}; it sounded like a choir.",
        "We agreed on one demand and kept to it.", "Printing cost more than planned.",
    ),
    "co_hosted_event": (
        "Full hall, people stood outside the windows.", "Interpreters in three languages made the difference.",
        "The exhibition about {thing} stayed up for a week.", "We ran out of chairs and of soup.",
        "Fewer came than hoped; the ferry was cancelled.", "Neighbours from {place} told their own stories on stage.",
        "A stall, a loudspeaker and {thing}: that was all we needed.", "Child care in the next room, so mothers could speak.",
        "The mayor came, listened, and promised nothing.",
    ),
    "joint_project": (
        "Field teams from both sides share one notebook.", "Started with {thing}; the rest follows after the rains.",
        "Local committee in {place} decides, we carry the boxes.", "Half the sites are done.",
        "The work plan slipped by a month because of the floods.", "We trained each other's staff on the way.",
        "People in {place} keep the keys and the accounts.", "A shared budget for the first time, with every line explained.",
    ),
    "co_signature": (
        "Signed after one round of edits.", "Short text, plain words, all agreed within a day.",
        "We asked for {thing} to be dealt with before winter.", "One paragraph was dropped so that all could sign.",
        "Sent to the ministry and to the press.", "The draft came from {place}; others only polished the commas.",
    ),
    "referral": (
        "A family that needed a lawyer more than food.", "Passed on with consent, and called a week later.",
        "They had room for her the same evening.", "He was sent to the right desk this time.",
        "Three sisters from {place}, now with people who speak their language.", "Case about {thing}; outside what we can do.",
        "They took the case although their list was full.", "Went quickly because we know each other.",
    ),
    "introduction": (
        "They had worked in the same street for years without meeting.", "Tea, bread and a long talk about {thing}.",
        "Brought together because both asked us about {place}.", "They found out that they share a landlord.",
        "They agreed to visit each other before planning anything.", "Careful start. Trust will take time.",
    ),
    "funding": (
        "For travel, food and interpreters.", "Paid out in two parts, the second after the rains.",
        "No logo asked for.", "Covers {thing} and half a salary.", "Small sum, quick decision, one page of reporting.",
        "Meant for the groups in {place} that no large fund reaches.",
    ),
    "training": (
        "People practised on {thing} until it worked.", "Half of the trainers were trained here last year.",
        "Drawings instead of slides.", "Two women from {place} will run the next one.",
        "We learned as much as we taught.", "The room was cold and nobody left.",
        "Paralegals and volunteers side by side.", "Too much law in the morning, better after lunch.",
    ),
    "support": (
        "Sent four people and a van for three days.", "Helped with the accounts before the audit.",
        "Lent the projector and the big pots.", "Sat with them at the hearing about {thing}.",
        "Wrote to the ministry in their name, with their words.", "Cooked for the volunteers in {place}.",
        "Kept their phone line going while they moved.",
    ),
    "win": (
        "{thing}: settled at last. We danced.", "The council of {place} voted for it, nine to four.",
        "First family home. Everybody cried.", "The ministry withdrew the draft.", "A year of work, and it holds.",
        "Cake, drums and speeches that were too long.", "The court agreed with us on every point.",
    ),
    "conflict": ("Hard words about who was named in the press.", "They felt left out of the decision on {thing}."),
    "repair": ("Apologies on both sides, and a written agreement.", "We listened first. It took all evening."),
}  # fmt: skip

# A second sentence, for some notes.
AFTERWARDS = (
    "Follow-up in two weeks.", "{place} will host next time.", "Somebody has to call the registry.",
    "The transport money came out of our own pockets.", "We should have done this a year ago.",
    "More young people than usual.", "To be repeated.", "Names and photographs stay with us.",
    "Need a better interpreter for the coast dialects.", "Nobody was overruled.", "The elders approved.",
    "Only the parking was a disaster.", "Waiting for the written answer.", "Ask the women's group first next time.",
    "Report in the shared folder.", "It ended with singing.", "We still need a date for the dry season.",
    "The bus from {place} came late.", "One partner stayed silent; call them.", "Costs shared equally.",
    "The smaller groups set the agenda.", "Less paper next time.", "The rest over the phone.",
    "Good to hear each other's voices.", "Thanks to the cooks.", "Two new volunteers signed up.",
)  # fmt: skip
