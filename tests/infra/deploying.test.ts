import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { shareConcurrency } from '../../infra/concurrency.ts'
import { checkSettings, Settings } from '../../infra/settings.ts'
import { emailsPerWorkerSecond, workersFor } from '../../shared/application/delivery/assignment.ts'
import { routes } from '../../shared/contracts/routes.ts'
import { holdStore } from '../../shared/store/holds.ts'
import type { Item } from '../../shared/store/table.ts'
import { MemoryTable } from '../../tools/simulation/memory-table.ts'
import { fewestSettings, synthesise } from './synthesised.ts'

const guide = readFileSync(join(import.meta.dirname, '../../docs/deploying.md'), 'utf8')
const { data, service } = synthesise()

describe('the guide to deploying', () => {
  it('explains every setting, and no other', () => {
    const explained = [...guide.matchAll(/^\| `(\w+)` \|/gm)].map(([, setting]) => setting)
    const settings = Object.keys(Settings.shape).filter(setting => setting !== 'stage')
    expect(explained.toSorted()).toEqual(settings.toSorted())
  })

  it('prices an attack by what the throttles let through in a day', () => {
    const { requestsPerSecond, pressesPerSecond } = checkSettings('test', fewestSettings)
    const millionsADay = (perSecond: number) => `${((perSecond * 86_400) / 1e6).toFixed(1)} million`
    // All but a sign-up itself, which has a row of its own.
    const pressed = routes.filter(
      ({ method, path }) => !['GET', 'HEAD'].includes(method) && `${method} ${path}` !== 'POST /sign-up',
    )
    const [dear = ''] = guide.split('### When somebody wants it to be dear')[1]?.split('###') ?? []
    expect(dear).toContain(
      `, ${requestsPerSecond.toLocaleString('en')} | ${millionsADay(requestsPerSecond)} |`,
    )
    const [, row = '', rates = '', price] =
      dear.match(/^(\| press with .*?\|) [^|]*: ([\d.]+(?: \+ [\d.]+)+) a million \| (\d+) \|$/m) ?? []
    expect(row).toContain(`each of ${pressed.length} routes, ${pressesPerSecond} |`)
    expect(row).toContain(`| ${millionsADay(pressed.length * pressesPerSecond)} |`)
    const aMillion = rates.split(' + ').reduce((sum, usd) => sum + Number(usd), 0)
    expect(Number(price)).toBe(Math.round((aMillion * pressed.length * pressesPerSecond * 86_400) / 1e6))
    expect(dear).toMatch(new RegExp(`^\\| sign up \\|.*\\| ${millionsADay(pressesPerSecond)} \\|`, 'm'))
    const days = [...dear.matchAll(/^\| (?!What|---).*\| (\d+) \|$/gm)].map(([, usd]) => Number(usd))
    expect(dear).toContain(`about ${Math.round(days.reduce((sum, usd) => sum + usd, 0) / 10) * 10} USD a day`)
  })

  it('adds the idle cost up, within the goals of 2 and 5 USD', () => {
    const rows = [...guide.matchAll(/^\| [^|]+\| [^|]+\| (\d+(?:\.\d+)?) \| (\d+(?:\.\d+)?) \|$/gm)]
    const sum = (column: number) => rows.reduce((total, row) => total + Number(row[column]), 0)
    const [, within, without] =
      guide.match(/\*\*A month, in USD\*\* \| \| \*\*([\d.]+)\*\* \| \*\*([\d.]+)\*\*/) ?? []
    expect(rows.length).toBeGreaterThan(5)
    expect(sum(1)).toBeCloseTo(Number(within))
    expect(sum(2)).toBeCloseTo(Number(without))
    expect(sum(1)).toBeLessThanOrEqual(2)
    expect(sum(2)).toBeLessThanOrEqual(5)
  })

  it('says how many senders an account lets run, and what one of them sends', () => {
    expect(shareConcurrency({ accountConcurrency: 10 })).toMatchObject({
      feedback: 2,
      delivery: 2,
      reserved: false,
    })
    expect(guide).toContain('two readers of feedback')
    expect(guide).toContain('and two senders may run beside the pages')
    const first = Array.from({ length: 1_000 }, (_, accountConcurrency) => accountConcurrency).find(
      accountConcurrency => shareConcurrency({ accountConcurrency }).reserved,
    )
    expect(guide).toContain(`From ${first} on, the stream's reader and the senders have a reservation`)
    expect(guide).toContain(`One sender sends ${emailsPerWorkerSecond} emails a second`)
    const most = [80, 300].map(accountConcurrency =>
      workersFor(Number.MAX_SAFE_INTEGER, shareConcurrency({ accountConcurrency }).workers),
    )
    expect(most).toEqual([4, 16])
    expect(guide).toContain('up to four with 80, sixteen with 300')
  })

  it('names all that is still there once the stacks are gone', () => {
    const words: Readonly<Record<string, string>> = {
      'AWS::DynamoDB::Table': 'the table',
      'AWS::Events::EventBus': 'the bus',
      'AWS::Events::Archive': 'the archive',
      'AWS::SecretsManager::Secret': 'secrets',
      'AWS::SES::EmailIdentity': 'the mail identity',
      'AWS::S3::Bucket': 'the bucket',
      'AWS::CloudFront::Distribution': 'the distribution of pictures',
    }
    const [, teardown = ''] = guide.split('The data is still there, on purpose.')
    const kept = [...data, ...service].filter(({ DeletionPolicy = '' }) =>
      DeletionPolicy.startsWith('Retain'),
    )
    expect(kept.length).toBeGreaterThan(5)
    expect(kept.filter(({ Type }) => !teardown.includes(words[Type] ?? Type))).toEqual([])
  })

  it('pauses a restored table by a row that every worker reads as an operator’s pause', async () => {
    const [, row = ''] =
      guide.match(/put-item --table-name ShiftWorks-\$STAGE-restored \\\n +--item '(.+)'/) ?? []
    const table = new MemoryTable()
    await table.write({ put: unmarshall(JSON.parse(row)) as Item })
    const holds = await holdStore(table).all()
    expect(holds).toEqual([{ by: 'operator', scope: { is: 'delivery' }, why: 'a restore' }])
  })
})
