import { Metrics } from '@aws-lambda-powertools/metrics'
import type { DeliveryReport } from '../../shared/application/delivery/deliver.ts'
import { deliveryMetrics as names } from '../../shared/contracts/metrics.ts'

let made: Metrics | undefined

/** Made at the first tick: a confirmation, for which somebody waits, is delivered without. */
function deliveryRunMetrics(): Metrics {
  made ??= new Metrics({
    namespace: names.namespace,
    serviceName: process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'deliver-due',
  })
  return made
}

/** Writes a tick's figures to the log in CloudWatch's embedded metric format, from which CloudWatch reads them. */
export function deliveryMetrics(report: DeliveryReport): void {
  const { oldestOverdue, unknownOutcomes } = names
  const metrics = deliveryRunMetrics()
  metrics.addMetric(oldestOverdue.name, oldestOverdue.unit, Math.round(report.oldestOverdue / 1000))
  metrics.addMetric(unknownOutcomes.name, unknownOutcomes.unit, report.held)
  metrics.publishStoredMetrics()
}
