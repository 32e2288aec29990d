/**
 * The figures that deliver-due reports with every tick, in CloudWatch's embedded metric format, and that alarms watch.
 *
 * Their one dimension, `service`, holds the function's own name as Lambda gives it (`AWS_LAMBDA_FUNCTION_NAME`), which
 * tells the stages of one account apart. A second dimension would be a second, billed metric.
 */
export const deliveryMetrics = {
  namespace: 'ShiftWorks',
  dimension: 'service',
  /** How long the oldest email that may be sent has waited beyond its due time; 0 when none waits. */
  oldestOverdue: { name: 'OldestOverdueSeconds', unit: 'Seconds' },
  /** Emails handed to SES whose outcome is still held as unknown. */
  unknownOutcomes: { name: 'UnknownOutcomes', unit: 'Count' },
  /** 1 while SES takes nothing from this account, or not everything, because of the account or its sender. */
  sendingStopped: { name: 'SendingStopped', unit: 'Count' },
  /** What is held back by itself: current versions that SES could not deliver, brakes on confirmations (also for want of quota), and rows that were quarantined in this run. */
  heldBack: { name: 'HeldBack', unit: 'Count' },
  /** How long the shared excerpt with words of risk that waits longest has waited to be read. Told only while one waits: a figure is billed by the hour. */
  riskUnread: { name: 'RiskUnreadSeconds', unit: 'Seconds' },
} as const

/** The figure that deal-circles reports, with the same dimension. */
export const circleMetrics = {
  namespace: deliveryMetrics.namespace,
  dimension: deliveryMetrics.dimension,
  /** How long the report about a circle that waits longest has waited for an operator. Told only while one waits. */
  reportWaits: { name: 'CircleReportSeconds', unit: 'Seconds' },
} as const
