import type { Metrics } from '@aws-lambda-powertools/metrics'
import type { DeliveryReport } from '../../shared/application/delivery/report.ts'
import { deliveryMetrics as names } from '../../shared/contracts/metrics.ts'
import type { DueTrigger } from './deliver.ts'

let made: Metrics | undefined

/** Loaded only when there is something to report, since a person waits for a confirmation. */
async function deliveryRunMetrics(): Promise<Metrics> {
  if (made) return made
  const { Metrics } = await import('@aws-lambda-powertools/metrics')
  made = new Metrics({
    namespace: names.namespace,
    serviceName: process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'deliver-due',
  })
  return made
}

/**
 * Reports the results of a run.
 * @throws the first error beside delivery, after the metrics are written. The alarm on errors then rings, and none on
 * the metrics.
 */
export async function deliveryMetrics(trigger: DueTrigger, report: DeliveryReport): Promise<void> {
  await writeFigures(trigger, report)
  if (report.faults.length > 0) throw report.faults[0]
}

/**
 * Logs a run's metrics in CloudWatch's embedded metric format. The delivery of a single email reports only faults of
 * the account and quarantined rows, because it has looked at nothing else.
 */
async function writeFigures(trigger: DueTrigger, report: DeliveryReport): Promise<void> {
  const isRun = 'kind' in trigger
  const { brokenVersions, brakes, quarantined } = report
  if (!isRun && !report.isStopped && quarantined === 0) return
  const { oldestOverdue, unknownOutcomes, sendingStopped, heldBack, riskUnread } = names
  const metrics = await deliveryRunMetrics()
  metrics.addMetric(sendingStopped.name, sendingStopped.unit, report.isStopped ? 1 : 0)
  if (isRun || quarantined > 0)
    metrics.addMetric(heldBack.name, heldBack.unit, brokenVersions + brakes + quarantined)
  if (isRun) {
    metrics.addMetric(oldestOverdue.name, oldestOverdue.unit, Math.round(report.oldestOverdue / 1000))
    metrics.addMetric(unknownOutcomes.name, unknownOutcomes.unit, report.held)
  }
  if (report.riskUnread > 0)
    metrics.addMetric(riskUnread.name, riskUnread.unit, Math.round(report.riskUnread / 1000))
  metrics.publishStoredMetrics()
}
