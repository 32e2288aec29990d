/** The `source` of every event that ShiftWorks itself puts on its bus. */
export const ownSource = 'shiftworks'

/**
 * The event by which a learning platform reports a completed module, under the platform's own `source`, which the
 * settings of a stage name.
 */
export const platformDetailType = 'ModuleCompletionReported'

/**
 * Prefix of the replays that `reconcile --after-restore` starts. A rule of this name passes their events to a queue,
 * from which that command reads them.
 */
export const afterRestore = 'after-restore'

/** Input that starts deliver-due once a minute; no event. */
export const tick = { kind: 'tick' } as const

/** Input with which publish-events folds the figures of closed shards once a day; no event. */
export const foldStatistics = { kind: 'fold-statistics' } as const

/** Input with which close-mirror checks every quarter of an hour whether to count; no event. */
export const closeMirror = { kind: 'close-mirror' } as const

/** Input with which deal-circles checks every quarter of an hour what is due; no event. */
export const dealCircles = { kind: 'deal-circles' } as const

/**
 * The SES events that ses-feedback handles, by their names in a configuration set and on the bus. Accepted, refused,
 * returned and complained about: everything that changes what may be sent, or proves that it was. Deliveries and
 * delays change nothing, and each would cost one more event for each email. Source: Amazon SES developer guide,
 * "Monitoring email sending using event publishing" and EventBridge events reference.
 */
export const sesEvents = {
  send: 'Email Sent',
  reject: 'Email Rejected',
  bounce: 'Email Bounced',
  complaint: 'Email Complaint Received',
  renderingFailure: 'Email Rendering Failed',
} as const
