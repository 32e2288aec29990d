import type { Metrics } from '@aws-lambda-powertools/metrics'
import type { DeliveryReport } from '../../shared/application/delivery/deliver.ts'
import { deliveryMetrics as names } from '../../shared/contracts/metrics.ts'

let made: Metrics | undefined

/** Loaded at the first tick: a confirmation, for which somebody waits, is delivered without. */
async function deliveryRunMetrics(): Promise<Metrics> {
  if (made) return made
  const { Metrics } = await import('@aws-lambda-powertools/metrics')
  made = new Metrics({
    namespace: names.namespace,
    serviceName: process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'deliver-due',
  })
  return made
}

/** Writes a tick's figures to the log in CloudWatch's embedded metric format, from which CloudWatch reads them. */
export async function deliveryMetrics(report: DeliveryReport): Promise<void> {
  const { oldestOverdue, unknownOutcomes, sendingStopped, heldBack } = names
  const metrics = await deliveryRunMetrics()
  metrics.addMetric(oldestOverdue.name, oldestOverdue.unit, Math.round(report.oldestOverdue / 1000))
  metrics.addMetric(unknownOutcomes.name, unknownOutcomes.unit, report.held)
  metrics.addMetric(sendingStopped.name, sendingStopped.unit, report.isStopped ? 1 : 0)
  metrics.addMetric(heldBack.name, heldBack.unit, report.brokenVersions + report.brakes)
  metrics.publishStoredMetrics()
}
