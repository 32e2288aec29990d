/** The `source` of every event that ShiftWorks itself puts on its bus. */
export const ownSource = 'shiftworks'

/** What a learning platform reports, under its own source, which the settings of a stage name. */
export const platformDetailType = 'ModuleCompletionReported'

/**
 * What the archive tells after a restore: a rule of this name hands the events of replays whose name begins so to a queue,
 * from which the operator's `reconcile --after-restore` reads them.
 */
export const afterRestore = 'after-restore'

/** What starts deliver-due once a minute: no event, only this constant. */
export const tick = { kind: 'tick' } as const

/** What has publish-events fold the figures of closed shards, once a day: no event, only this constant. */
export const foldStatistics = { kind: 'fold-statistics' } as const

/** What has close-mirror look whether it is time to count, every quarter of an hour: no event, only this constant. */
export const closeMirror = { kind: 'close-mirror' } as const

/** What has deal-circles look what is due in circles, every quarter of an hour: no event, only this constant. */
export const dealCircles = { kind: 'deal-circles' } as const

/**
 * The SES events that ses-feedback takes in, by the names that SES uses in a configuration set and on the bus.
 * Accepted, refused, returned and complained about: all that changes what may be sent, or proves that it was.
 * Delivered and delayed change nothing, and each would be one more event an email.
 * Source: Amazon SES developer guide, "Monitoring email sending using event publishing" and EventBridge events reference.
 */
export const sesEvents = {
  send: 'Email Sent',
  reject: 'Email Rejected',
  bounce: 'Email Bounced',
  complaint: 'Email Complaint Received',
  renderingFailure: 'Email Rendering Failed',
} as const
