import type { Metrics } from '@aws-lambda-powertools/metrics'
import type { DeliveryReport } from '../../shared/application/delivery/report.ts'
import { deliveryMetrics as names } from '../../shared/contracts/metrics.ts'
import type { DueTrigger } from './deliver.ts'

let made: Metrics | undefined

/** Loaded when there is something to tell: a confirmation, for which somebody waits, is delivered without. */
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
 * Tells what came of a run.
 * @throws what went wrong beside delivery, once the figures are told: then an alarm says so, and none on the figures rings for it.
 */
export async function deliveryMetrics(trigger: DueTrigger, report: DeliveryReport): Promise<void> {
  await writeFigures(trigger, report)
  if (report.faults.length > 0) throw report.faults[0]
}

/**
 * Writes a run's figures to the log in CloudWatch's embedded metric format, from which CloudWatch reads them. An email
 * that went out by itself says only what is wrong with the account, or that a row was quarantined: it has looked at nothing else.
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
