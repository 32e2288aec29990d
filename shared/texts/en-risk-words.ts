const harmToOneself = `suicide, suicidal, suicides, kill myself, killing myself, killed myself, kill himself, killed himself, kill herself,
 killed herself, kill themselves, killed themselves, took his own life, took her own life, took their own life,
 taken his own life, taken her own life, taken their own life, take my own life, taking my own life, end my life,
 ending my life, end it all, ended his life, ended her life, want to die, wanted to die, wants to die, wish I was dead,
 wish I were dead, better off dead, better off without me, don't want to live, don't want to be here anymore,
 don't want to be alive, no reason to live, nothing to live for, not worth living, self-harm, self-harmed,
 self-harming, self-harms, harm myself, harming myself, harmed myself, hurt myself, hurting myself, cut myself,
 cutting myself, harm himself, harm herself, harm themselves, overdose, overdosed, overdosing, hang myself,
 hanged himself, hanged herself, hung himself, hung herself, jump off a bridge, took all my tablets, took all my pills`

const harmToOthers = `kill him, kill her, kill them, kill someone, kill somebody, hurt someone, hurt somebody, harm someone,
 harm somebody, harm others, attacked me, attacked him, attacked her, threatened me, threatened him, threatened her,
 stabbed, stabbing, strangled, strangling, choked me, choked her, punched, beats me, beat him, beat her, beaten up,
 hits me, hit me, hit him, hit her, slapped, kicked me, gun, knife, murder, murdered, arson, set fire to`

const abuse = `abuse, abused, abuses, abuser, abusers, abusing, abusive, neglected, safeguarding, molested, molesting, groomed,
 grooming, groped, groping, touched me inappropriately, raped, rape, rapes, rapist, sexual assault, sexually assaulted,
 sexual harassment, sexually harassed, domestic violence, coercive control, forced marriage, forced to have sex, FGM,
 female genital mutilation, trafficked, trafficking, modern slavery, afraid of my husband, afraid of my wife,
 afraid of my partner, scared of my husband, scared of my wife, scared of my partner, not safe at home, tied to the bed,
 force-fed`

const crime = `assault, assaulted, assaulting, stole, stolen, stealing, theft, thefts, thief, robbed, robbery, fraud,
 fraudulent, forged, falsified, blackmail, blackmailed, bribe, bribed, bribery, stalked, stalker, stalking, hate crime,
 manslaughter, drink was spiked, covered it up, cover-up, drug dealing, dealing drugs, drunk on duty, drunk at work`

/** Words in an English text that make the page show where to find help. */
export const riskWords: readonly string[] = [harmToOneself, harmToOthers, abuse, crime].flatMap(words =>
  words.split(/,\s+/),
)
