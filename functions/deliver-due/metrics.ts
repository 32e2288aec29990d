import { Metrics } from '@aws-lambda-powertools/metrics'
import type { DeliveryReport } from '../../shared/application/delivery/deliver.ts'
import { deliveryMetrics as names } from '../../shared/contracts/metrics.ts'

const metrics = new Metrics({
  namespace: names.namespace,
  serviceName: process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'deliver-due',
})

/** Writes a tick's figures to the log in CloudWatch's embedded metric format, from which CloudWatch reads them. */
export function deliveryMetrics(report: DeliveryReport): void {
  const { oldestOverdue, unknownOutcomes } = names
  metrics.addMetric(oldestOverdue.name, oldestOverdue.unit, Math.round(report.oldestOverdue / 1000))
  metrics.addMetric(unknownOutcomes.name, unknownOutcomes.unit, report.held)
  metrics.publishStoredMetrics()
}
