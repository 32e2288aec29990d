import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { functionNames } from '../../infra/bundle.ts'
import { deliveryMetrics } from '../../shared/contracts/metrics.ts'
import { at, ofType, type Resource, synthesise, target } from './synthesised.ts'

const { service } = synthesise()
const alarms = ofType(service, 'AWS::CloudWatch::Alarm')
const [topic] = ofType(service, 'AWS::SNS::Topic')
const nameOf = ({ Properties }: Resource) => String(Properties['AlarmName']).replace('ShiftWorks-test-', '')
const alarm = (name: string) => alarms.find(candidate => nameOf(candidate) === name)?.Properties ?? {}

/** The second-level headings of the runbook, in the form that they take in a link. */
function runbookHeadings(): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
  return [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  )
}

describe('alarms and the runbook', () => {
  it('have the same names', () => {
    expect(runbookHeadings()).toEqual(alarms.map(nameOf))
  })

  it('are linked from the message', () => {
    for (const found of alarms)
      expect(found.Properties['AlarmDescription']).toMatch(
        new RegExp(`What to do: docs/runbook.md#${nameOf(found)}$`),
      )
  })

  it('fit into the 1,024 characters of a message', () => {
    for (const { Properties } of alarms)
      expect(String(Properties['AlarmDescription']).length).toBeLessThan(1024)
  })

  it('can link to a runbook elsewhere', () => {
    const runbook = 'https://example.org/runbook'
    const [first] = ofType(synthesise({ runbook }).service, 'AWS::CloudWatch::Alarm')
    expect(first?.Properties['AlarmDescription']).toContain(`${runbook}#`)
  })
})

describe('every alarm', () => {
  it('tells the operators when it begins and when it is over', () => {
    for (const { Properties } of alarms) {
      expect(at(Properties, 'AlarmActions.0')).toEqual({ Ref: topic?.id })
      expect(at(Properties, 'OKActions.0')).toEqual({ Ref: topic?.id })
    }
    const [subscription] = ofType(service, 'AWS::SNS::Subscription')
    expect(subscription?.Properties).toMatchObject({ Protocol: 'email', Endpoint: 'alarms@example.org' })
  })

  it('is worth its price: seventeen metrics are watched, ten of which are free', () => {
    const watched = alarms.flatMap(({ Properties }) =>
      Array.isArray(Properties['Metrics'])
        ? Properties['Metrics'].filter(metric => at(metric, 'MetricStat'))
        : [Properties['MetricName']],
    )
    expect(watched).toHaveLength(17)
  })
})

describe('the alarms', () => {
  it('count the errors of every function that nobody waits for, and of the pages where answers pass', () => {
    const watched = JSON.stringify(alarm('errors')['Metrics'])
    const pages = ['sign-up', 'learner-pages']
    for (const found of ofType(service, 'AWS::Lambda::Function')) {
      const name = String(found.Properties['FunctionName']).replace('ShiftWorks-test-', '')
      expect(watched.includes(`"${found.id}"`), name).toBe(!pages.includes(name))
    }
    expect(watched).toContain('"MetricName":"5xx"')
  })

  it('say of each function what learners notice', () => {
    for (const name of functionNames) expect(alarm('errors')['AlarmDescription']).toContain(`${name}: `)
  })

  it('take silence of deliver-due for lateness', () => {
    expect(alarm('oldest-overdue-email')).toMatchObject({
      Namespace: deliveryMetrics.namespace,
      MetricName: deliveryMetrics.oldestOverdue.name,
      TreatMissingData: 'breaching',
    })
  })

  it('read the figures of this stage only', () => {
    for (const name of ['oldest-overdue-email', 'unknown-outcomes']) {
      const id = target(at(alarm(name), 'Dimensions.0.Value'))
      const [found] = service.filter(resource => resource.id === id)
      expect(at(alarm(name), 'Dimensions.0.Name')).toBe(deliveryMetrics.dimension)
      expect(found?.Properties['FunctionName']).toBe('ShiftWorks-test-deliver-due')
    }
  })
})
