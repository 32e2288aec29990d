import { Metrics } from '@aws-lambda-powertools/metrics'
import { circleMetrics } from '../../shared/contracts/metrics.ts'

/**
 * Logs the age of the oldest open report, in CloudWatch's embedded metric format.
 * @param serviceName the function's full name, which distinguishes the stages of an account.
 */
export const reportWaitsBy =
  (serviceName: string) =>
  (waits: number): void => {
    const { namespace, reportWaits } = circleMetrics
    const metrics = new Metrics({ namespace, serviceName })
    metrics.addMetric(reportWaits.name, reportWaits.unit, Math.round(waits / 1000))
    metrics.publishStoredMetrics()
  }
