/*
 * How the partition keys of the rows that functions read and write begin, by kind; a kind that ends in `#` has many partitions.
 * Each stands alone, so that a bundle holds the kinds that it works with and no others.
 */

/** Which version of each journey is current. */
export const catalogueRows = 'journeys'
/** The versions of journeys, as they were published. */
export const versionRows = 'J#'
/** A person and their journeys, or the tombstone that is left of them. */
export const personRows = 'L#'
/** Which person has an address, by the address's keyed hash. */
export const addressRows = 'A#'
/** That somebody with this address was erased, by the address's keyed hash: no import takes it in. */
export const suppressedRows = 'S#'
/** A sign-up as the form sent it, until it is handled: by a random id that says nothing about who it is. */
export const receivedRows = 'sign-up#'
/** What the page after a sign-up shows, for an hour: by a random id that says nothing about who it is. */
export const sentPageRows = 'sent-page#'
/** What somebody wrote under a module's open question, by the writer's random id. */
export const reflectionRows = 'reflection#'
/** Where the writing behind a shared excerpt stands, by the excerpt's random id. */
export const voiceRows = 'voice#'
/** The approved excerpts that readers are shown, a row a module and wording. */
export const shelfRows = 'shelf#'
/** Whether a journey shares voices, and which shelves are current. */
export const sharingRows = 'shared-voices'
/** Who has lost sharing, reporting or circles by abusing it: by their random id, and by the keyed hash of their mailbox. */
export const barredRows = 'barred#'
/** That somebody who has left or was erased has writing that is to be taken back or away. */
export const clearingRows = 'clearing#'
/** In which journeys people can meet in circles. */
export const journeyCircleRows = 'journey-circles'
/** Who joined a round of circles, with what the others are to see. */
export const roundRows = 'round#'
/** Groups that are proposed to people, with what each has said. */
export const proposalRows = 'proposal#'
/** People who have been introduced to each other. */
export const circleRows = 'circle#'
/** Who was in a circle with whom, and whom somebody chose not to be matched with again: by random ids. */
export const circleTieRows = 'circle-tie#'
/** The links by which people bring colleagues, each by itself: whose it is stands nowhere in it. */
export const invitationRows = 'invitation#'
/** What a network has used up of its sign-ups. */
export const limitRows = 'limit#'
/** When account emails that anybody can cause went to a mailbox. */
export const mailboxRows = 'mailbox#'
/** The pace of all senders, and what SES allows. */
export const senderRows = 'sender'
/** How confirmations fare, and whose turn is when while they are slowed down. */
export const confirmationRows = 'confirmations#'
/** What SES said of emails that went out together. */
export const evidenceRows = 'evidence#'
/** From when until when what SES said of emails is gone, after a restore. */
export const lostEvidenceRows = 'evidence-lost'
/** What is held back: pauses, recalls, canaries, breakers and the stop for a fault of the account. */
export const holdRows = 'holds'
/** The figures of a journey. */
export const counterRows = 'counters#'
/** That a record of the stream is counted, for those that may be told again long after. */
export const markRows = 'counted#'
/** What people answered to the questions of journeys, as closed snapshots, and the pass that counts it. */
export const mirrorRows = 'mirror#'
/** What stays of the people who were erased, as figures. */
export const erasedRows = 'erased#'
