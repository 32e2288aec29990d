import { Metrics } from '@aws-lambda-powertools/metrics'
import { circleMetrics } from '../../shared/contracts/metrics.ts'

/**
 * Writes to the log, in CloudWatch's embedded metric format, how long the report that waits longest has waited.
 * @param serviceName the function's full name, which tells the stages of one account apart.
 */
export const reportWaitsBy =
  (serviceName: string) =>
  (waits: number): void => {
    const { namespace, reportWaits } = circleMetrics
    const metrics = new Metrics({ namespace, serviceName })
    metrics.addMetric(reportWaits.name, reportWaits.unit, Math.round(waits / 1000))
    metrics.publishStoredMetrics()
  }
