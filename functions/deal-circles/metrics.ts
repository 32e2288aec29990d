import { Metrics } from '@aws-lambda-powertools/metrics'
import { circleMetrics } from '../../shared/contracts/metrics.ts'

/** Writes to the log, in CloudWatch's embedded metric format, how long the report that waits longest has waited. */
export function tellReportWaits(waits: number): void {
  const { namespace, reportWaits } = circleMetrics
  const serviceName = process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'deal-circles'
  const metrics = new Metrics({ namespace, serviceName })
  metrics.addMetric(reportWaits.name, reportWaits.unit, Math.round(waits / 1000))
  metrics.publishStoredMetrics()
}
