import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { functionNames } from '../../shared/contracts/functions.ts'
import { deliveryMetrics } from '../../shared/contracts/metrics.ts'
import { World } from '../../tools/simulation/world.ts'
import { at, ofType, type Resource, startedByApiAlone, synthesise, target } from './synthesised.ts'

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

/** What the runbook has beside: somebody writes. */
const withoutAlarm = "one-learner's-complaint"

describe('alarms and the runbook', () => {
  it('have the same names', () => {
    expect(runbookHeadings()).toEqual([...alarms.map(nameOf), withoutAlarm])
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

  it('is worth its price: twenty metrics are watched, ten of which are free', () => {
    const watched = alarms.flatMap(({ Properties }) =>
      Array.isArray(Properties['Metrics'])
        ? Properties['Metrics'].filter(metric => at(metric, 'MetricStat'))
        : [Properties['MetricName']],
    )
    expect(watched).toHaveLength(20)
  })
})

describe('the alarms', () => {
  it('count the errors of what works for everybody, and of the pages where answers pass', () => {
    const watched = JSON.stringify(alarm('errors')['Metrics'])
    const forEverybody = ['deliver-due', 'publish-events']
    for (const found of ofType(service, 'AWS::Lambda::Function')) {
      const name = String(found.Properties['FunctionName']).replace('ShiftWorks-test-', '')
      expect(watched.includes(`"${found.id}"`), name).toBe(forEverybody.includes(name))
    }
    expect(watched).toContain('"MetricName":"5xx"')
  })

  it('ring for every other function as soon as it gives something up, but for those that only the API asks', () => {
    const watched = JSON.stringify(alarm('dead-letters')['Metrics'])
    const onlyAsked = startedByApiAlone(service)
    expect(onlyAsked).toHaveLength(2)
    for (const { Properties } of ofType(service, 'AWS::Lambda::EventInvokeConfig')) {
      const queue = target(at(Properties, 'DestinationConfig.OnFailure.Destination'))
      const isAsked = onlyAsked.includes(target(Properties['FunctionName']) ?? '')
      expect(watched.includes(`"${queue}"`), queue).toBe(!isAsked)
    }
  })

  it('say of each function what learners notice', () => {
    for (const name of functionNames) expect(alarm('errors')['AlarmDescription']).toContain(`${name}: `)
  })

  it.each([
    ['dead-letters', 1, 1],
    ['errors', 3, 1],
    ['throttled-requests', 10, 1],
    ['many-sign-ups', 2000, 1],
    ['oldest-overdue-email', 3600, 3],
    ['unknown-outcomes', 1, 1],
    ['sending-stopped', 1, 1],
    ['held-back', 1, 1],
    ['unread-words-of-risk', 86_400, 1],
    ['unsettled-report', 86_400, 1],
    ['bounce-rate', 0.04, 1],
    ['complaint-rate', 0.0008, 1],
  ])('%s rings from %d on', (name, Threshold, DatapointsToAlarm) => {
    const ComparisonOperator = 'GreaterThanOrEqualToThreshold'
    expect(alarm(name)).toMatchObject({ ComparisonOperator, Threshold, DatapointsToAlarm })
  })

  it('tell of a deliver-due that has fallen silent, and do not ring before it could report anything', () => {
    expect(alarm('oldest-overdue-email')).toMatchObject({
      Namespace: deliveryMetrics.namespace,
      MetricName: deliveryMetrics.oldestOverdue.name,
      TreatMissingData: 'missing',
      InsufficientDataActions: [{ Ref: topic?.id }],
    })
  })

  it('never ring right after they are made: no silence counts as a fault', () => {
    for (const { Properties } of alarms) expect(Properties['TreatMissingData']).not.toBe('breaching')
  })

  it('count the 429 of API Gateway, which the access log alone knows', () => {
    const [filter] = ofType(service, 'AWS::Logs::MetricFilter').filter(({ Properties }) =>
      String(Properties['FilterPattern']).includes('429'),
    )
    expect(filter?.Properties['FilterPattern']).toBe('{ ($.status = "429") && ($.function = "-") }')
    expect(alarm('throttled-requests')).toMatchObject({
      Namespace: at(filter?.Properties, 'MetricTransformations.0.MetricNamespace'),
      MetricName: at(filter?.Properties, 'MetricTransformations.0.MetricName'),
      Statistic: 'Sum',
    })
    const [stage] = ofType(service, 'AWS::ApiGatewayV2::Stage')
    const format = JSON.parse(String(at(stage?.Properties, 'AccessLogSettings.Format')))
    expect(format).toMatchObject({ status: '$context.status', function: '$context.integrationStatus' })
    const log = target(at(stage?.Properties, 'AccessLogSettings.DestinationArn'))
    expect(target(filter?.Properties['LogGroupName'])).toBe(log)
  })

  it('count what of an hour asks for emails and was taken in, by the access log, and ring at what the settings say', () => {
    const { service: other } = synthesise({ manySignUpsAnHour: 50 })
    const [rings] = ofType(other, 'AWS::CloudWatch::Alarm').filter(found => nameOf(found) === 'many-sign-ups')
    expect(rings?.Properties).toMatchObject({ Threshold: 50, Period: 3600, Statistic: 'Sum' })
    const [filter] = ofType(other, 'AWS::Logs::MetricFilter').filter(({ Properties }) =>
      String(Properties['FilterPattern']).includes('POST /sign-up'),
    )
    expect(filter?.Properties['FilterPattern']).toBe(
      '{ (($.route = "POST /sign-up") || ($.route = "POST /sign-up/sent") || ($.route = "POST /find-me")) && (($.status = "2*") || ($.status = "3*")) }',
    )
    expect(at(filter?.Properties, 'MetricTransformations.0.MetricName')).toBe(rings?.Properties['MetricName'])
  })

  it('read the figures of this stage only', () => {
    for (const name of ['oldest-overdue-email', 'unknown-outcomes', 'held-back', 'unread-words-of-risk']) {
      const id = target(at(alarm(name), 'Dimensions.0.Value'))
      const [found] = service.filter(resource => resource.id === id)
      expect(at(alarm(name), 'Dimensions.0.Name')).toBe(deliveryMetrics.dimension)
      expect(found?.Properties['FunctionName']).toBe('ShiftWorks-test-deliver-due')
    }
  })
})

describe('the alarm on unknown outcomes', () => {
  const minutes = 60_000

  /** What deliver-due reports of a day on which an answer of SES's was lost: the most of every five minutes. */
  async function reportedOfADay(): Promise<number[]> {
    const world = new World(Date.parse('2026-11-23T09:00:00Z'))
    await world.publish()
    world.ses.fault = () => 'lose-after'
    await world.signUp('nurse@example.org')
    await world.settle()
    world.ses.events = []
    const maxima: number[] = []
    for (let five = 0; five < 24 * 12; five += 1) {
      let max = 0
      for (let minute = 0; minute < 5; minute += 1) {
        world.clock.setTo(world.clock.now() + minutes)
        max = Math.max(max, (await world.tick())?.held ?? 0)
      }
      maxima.push(max)
    }
    return maxima
  }

  it('rings from the first vain look for evidence on, and without a break, since looks become rare', async () => {
    const maxima = await reportedOfADay()
    const { EvaluationPeriods, DatapointsToAlarm, Threshold } = alarm('unknown-outcomes')
    const rings = maxima.map((_, end) => {
      const seen = maxima.slice(Math.max(0, end + 1 - Number(EvaluationPeriods)), end + 1)
      return seen.filter(value => value >= Number(Threshold)).length >= Number(DatapointsToAlarm)
    })
    const first = rings.indexOf(true)
    expect(first).toBeGreaterThanOrEqual(0)
    expect(first).toBeLessThanOrEqual(6)
    expect(rings.slice(first)).not.toContain(false)
  })
})
