import { setTimeout as delay } from 'node:timers/promises'
import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import type { Clock } from '../../../shared/adapters/clock.ts'
import { type Mailer, sesMailer } from '../../../shared/adapters/mailer.ts'
import { deliverAllDue } from '../../../shared/application/delivery/deliver.ts'
import type { DeliveryDeps } from '../../../shared/application/delivery/deps.ts'
import { journeyLibrary } from '../../../shared/application/journey-library.ts'
import { hour } from '../../../shared/domain/duration.ts'
import type { Instant } from '../../../shared/domain/ids.ts'
import { journeyStore } from '../../../shared/store/journeys.ts'
import { mirrorStore } from '../../../shared/store/mirror.ts'
import type { Table } from '../../../shared/store/table.ts'
import { throwUnreadable } from '../../../shared/store/unreadable-row.ts'
import { MemoryTable } from '../../simulation/memory-table.ts'
import { World } from '../../simulation/world.ts'
import { QuickSes } from '../quick-ses.ts'
import { processorTime, rounded } from '../statistics.ts'
import { type AwsAtOnce, startAwsAtOnce } from './aws-at-once.ts'
import { type DueRows, dueRows } from './due-people.ts'
import { deliverOneByOne } from './one-by-one.ts'
import { timedTable } from './wrapped-tables.ts'

const named = (pairs: Readonly<Record<string, string>>) =>
  Object.entries(pairs).map(([Name, Value]) => ({ Name, Value }))

/** SES with one call for each email (SendEmail), as most systems do it. */
export function oneCallMailer(client: SESv2Client): Mailer {
  return {
    account: sesMailer(client, 'bench').account,
    async sendBulk({ from, template, tags, entries }) {
      const send = (entry: (typeof entries)[number]) =>
        client.send(
          new SendEmailCommand({
            FromEmailAddress: from,
            Destination: { ToAddresses: [entry.to] },
            ConfigurationSetName: 'bench',
            EmailTags: named({ ...tags, ...entry.tags }),
            Content: {
              Template: {
                TemplateContent: { Subject: template.subject, Html: template.html, Text: template.text },
                TemplateData: JSON.stringify(entry.data),
                Headers: entry.headers.map(({ name, value }) => ({ Name: name, Value: value })),
              },
            },
          }),
        )
      await Promise.all(entries.map(send))
      return { is: 'answered', entries: entries.map(() => ({ is: 'accepted' })) }
    },
  }
}

/** The cost for one worker to find, claim, send and settle an email. */
export interface DeliveryCost {
  emails: number
  /** Processor time per email, in milliseconds. */
  milliseconds: number
  /** Emails a second by the clock, for one worker that only waits for responses. */
  emailsPerSecond: number
}

export interface DeliveryCosts {
  /** With the table in memory, whose own time is excluded. */
  memory: { ours: DeliveryCost; oneByOne: DeliveryCost; tableMilliseconds: number }
  /** Through the AWS SDK: DynamoDB by the emulator, SES by an endpoint that responds at once, both in other processes. */
  sdk: { ours: DeliveryCost; oneByOne: DeliveryCost; timesOneByOne: number }
}

const people = { memory: 20_000, sdk: 4000 }
/** Above the rate of any account, so that nothing waits for a slot. */
const anyRate = 100_000
const shiftworks = 'shiftworks'

type Pipeline = (deps: DeliveryDeps, rows: DueRows) => Promise<number>

const ours: Pipeline = async (deps, { at }) => (await deliverAllDue(deps, at + hour)).sent
const oneByOne: Pipeline = (deps, { at }) => deliverOneByOne(deps, shiftworks, at)

function depsOn(rows: DueRows, table: Table, mailer: Mailer): DeliveryDeps {
  const clock = clockFrom(rows.at)
  const { deps } = new World(rows.at)
  const fresh = new World(rows.at).worker(table, mailer)
  return {
    ...fresh,
    log: deps.log,
    clock,
    library: journeyLibrary(journeyStore(table), mirrorStore(table), clock, throwUnreadable),
  }
}

async function measured(pipeline: Pipeline, deps: DeliveryDeps, rows: DueRows, expected: number) {
  const [begun, processor] = [performance.now(), process.cpuUsage()]
  const emails = await pipeline(deps, rows)
  const [took, spent] = [performance.now() - begun, processorTime(processor)]
  if (emails !== expected) throw new Error(`${emails} of ${expected} emails went out: nothing was measured.`)
  return { emails, took, spent }
}

async function inMemory(pipeline: Pipeline, rows: DueRows): Promise<DeliveryCost & { table: number }> {
  const table = new MemoryTable({ streams: false })
  await table.load(rows.journey)
  await table.load(rows.people(people.memory))
  const timed = timedTable(table)
  const deps = depsOn(rows, timed.rows, new QuickSes(anyRate))
  const { emails, took, spent } = await measured(pipeline, deps, rows, people.memory)
  return {
    emails,
    milliseconds: rounded((spent - timed.spent.milliseconds) / emails, 3),
    emailsPerSecond: Math.round((emails / took) * 1000),
    table: rounded(timed.spent.milliseconds / emails, 3),
  }
}

async function throughSdk(
  pipeline: Pipeline,
  rows: DueRows,
  aws: AwsAtOnce,
  mailer: Mailer,
): Promise<DeliveryCost> {
  const table = await aws.tableWith([...rows.journey, ...rows.people(people.sdk)])
  const { emails, took, spent } = await measured(pipeline, depsOn(rows, table, mailer), rows, people.sdk)
  return {
    emails,
    milliseconds: rounded(spent / emails, 3),
    emailsPerSecond: Math.round((emails / took) * 1000),
  }
}

/** Runs a pipeline once to warm up, and once to measure. */
async function twice<T>(run: () => Promise<T>): Promise<T> {
  await run()
  return run()
}

/** Measures our pipeline and one that handles every email singly. */
export async function measureDelivery(): Promise<DeliveryCosts> {
  const rows = await dueRows()
  const { table: tableMilliseconds, ...memory } = await twice(() => inMemory(ours, rows))
  const { table: _, ...memoryOneByOne } = await twice(() => inMemory(oneByOne, rows))
  const aws = await startAwsAtOnce()
  try {
    const bulk = await twice(() => throughSdk(ours, rows, aws, sesMailer(aws.ses, 'bench')))
    const single = await twice(() => throughSdk(oneByOne, rows, aws, oneCallMailer(aws.ses)))
    return {
      memory: { ours: memory, oneByOne: memoryOneByOne, tableMilliseconds },
      sdk: {
        ours: bulk,
        oneByOne: single,
        timesOneByOne: rounded(bulk.milliseconds / single.milliseconds, 2),
      },
    }
  } finally {
    await aws.close()
  }
}

/** A running clock that starts at another time. */
function clockFrom(start: Instant): Clock {
  const offset = start - Date.now()
  const now = () => Date.now() + offset
  return {
    now,
    async until(at) {
      if (at > now()) await delay(at - now())
    },
  }
}
