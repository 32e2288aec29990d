/**
 * The metrics that deliver-due reports with every tick, in CloudWatch's embedded metric format, for alarms. Their
 * only dimension, `service`, is the function's name (`AWS_LAMBDA_FUNCTION_NAME`), which distinguishes the stages of
 * an account. A second dimension would be a second, billed metric.
 */
export const deliveryMetrics = {
  namespace: 'ShiftWorks',
  dimension: 'service',
  /** How long the oldest email that may be sent is overdue; 0 if none is. */
  oldestOverdue: { name: 'OldestOverdueSeconds', unit: 'Seconds' },
  /** Emails handed to SES whose outcome is still unknown. */
  unknownOutcomes: { name: 'UnknownOutcomes', unit: 'Count' },
  /** 1 while SES accepts nothing, or not everything, because of the account or its sender. */
  sendingStopped: { name: 'SendingStopped', unit: 'Count' },
  /**
   * What is held back automatically: current versions that SES could not deliver, brakes on confirmations (also for
   * lack of quota), and rows quarantined in this run.
   */
  heldBack: { name: 'HeldBack', unit: 'Count' },
  /**
   * How long the oldest shared excerpt with words of risk has waited to be read. Reported only while one waits,
   * because a metric is billed by the hour.
   */
  riskUnread: { name: 'RiskUnreadSeconds', unit: 'Seconds' },
} as const

/** The metric that deal-circles reports, with the same dimension. */
export const circleMetrics = {
  namespace: deliveryMetrics.namespace,
  dimension: deliveryMetrics.dimension,
  /** How long the oldest report about a circle has waited for an operator. Reported only while one waits. */
  reportWaits: { name: 'CircleReportSeconds', unit: 'Seconds' },
} as const
