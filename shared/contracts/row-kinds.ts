/*
 * Prefixes of the partition keys of rows, by kind. A kind that ends in `#` has many partitions. Each is a constant of
 * its own, so that a bundle contains only the kinds that it uses.
 */

/** The current version of each journey. */
export const catalogueRows = 'journeys'
/** Published versions of journeys. */
export const versionRows = 'J#'
/** A person and their journeys, or their tombstone. */
export const personRows = 'L#'
/** The person who has an address, by the address's keyed hash. */
export const addressRows = 'A#'
/** Marks that a person with this address was erased, by keyed hash; no import takes it in. */
export const suppressedRows = 'S#'
/** A sign-up until it is handled, by a random id. */
export const receivedRows = 'sign-up#'
/** What the page after the form shows, for an hour, by a random id. */
export const sentPageRows = 'sent-page#'
/** Texts under modules' open questions, by their writer's random id. */
export const reflectionRows = 'reflection#'
/** The text that a shared excerpt belongs to, by the excerpt's random id. */
export const voiceRows = 'voice#'
/** The approved excerpts that readers see; one row for each module and wording. */
export const shelfRows = 'shelf#'
/** Whether a journey shares voices, and its current shelves. */
export const sharingRows = 'shared-voices'
/** People who have lost sharing, reporting or circles by abuse, by random id and by keyed hash of their mailbox. */
export const barredRows = 'barred#'
/** People who have left or were erased and whose texts have to be cleared up. */
export const clearingRows = 'clearing#'
/** The journeys with circles. */
export const journeyCircleRows = 'journey-circles'
/** The entries of rounds, with what others will see. */
export const roundRows = 'round#'
/** Groups that are proposed to people, with their answers. */
export const proposalRows = 'proposal#'
/** Rows of circles: people who have been introduced to each other. */
export const circleRows = 'circle#'
/** Who was in a circle with whom, and who chose not to be matched with whom; by random ids. */
export const circleTieRows = 'circle-tie#'
/** Invitation links for colleagues. A row does not contain whose link it is. */
export const invitationRows = 'invitation#'
/** The sign-ups made by a network in an hour. */
export const limitRows = 'limit#'
/** Rows of mailboxes: when account emails that anybody can cause were sent there. */
export const mailboxRows = 'mailbox#'
/** The pace of all senders, and SES's limits. */
export const senderRows = 'sender'
/** Bounce tallies of confirmations, and the queues of turns while they are slowed down. */
export const confirmationRows = 'confirmations#'
/** SES's reports on the emails of a batch. */
export const evidenceRows = 'evidence#'
/** The gap whose SES reports are lost, after a restore. */
export const lostEvidenceRows = 'evidence-lost'
/** Holds: by operators, for recalled modules, canaries, breakers, and the stop because of an account fault. */
export const holdRows = 'holds'
/** Counters of a journey. */
export const counterRows = 'counters#'
/** Marks of counted stream records, for those that may be delivered again much later. */
export const markRows = 'counted#'
/** Closed snapshots of answers, and the pass that counts them. */
export const mirrorRows = 'mirror#'
/** Figures of people who were erased. */
export const erasedRows = 'erased#'
