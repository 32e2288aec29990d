import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { secretsWhenNeeded } from '../../shared/adapters/secrets-when-needed.ts'
import { hour, minute } from '../../shared/domain/duration.ts'
import { awsServer } from '../support/aws-server.ts'

/** In the place of Secrets Manager. */
let server: Awaited<ReturnType<typeof awsServer>>

beforeAll(async () => {
  server = await awsServer()
})
afterAll(() => server.close())

const holds = (SecretString?: string) =>
  server.answers((_, response) => response.end(JSON.stringify({ SecretString })))
const refuses = () =>
  server.answers((_, response) =>
    response.writeHead(400).end(JSON.stringify({ __type: 'AccessDeniedException', message: 'Not you.' })),
  )

/** A function that has just started, on a clock of its own. */
function aFunction() {
  const clock = { now: 0 }
  const warnings: string[] = []
  const log = { info() {}, warn: (message: string) => void warnings.push(message), error() {} }
  return { clock, warnings, read: secretsWhenNeeded(() => clock.now, log) }
}

describe('a secret', () => {
  beforeEach(() => holds('first'))

  it('is read once in five minutes, and then taken up anew', async () => {
    const { clock, read, warnings } = aFunction()
    await read('key')
    holds('second')
    clock.now = 5 * minute - 1
    expect([await read('key'), server.requests.length]).toEqual(['first', 0])
    clock.now = 5 * minute
    expect([await read('key'), server.requests.length]).toEqual(['second', 1])
    expect(warnings).toEqual([])
  })

  it.each([
    ['cannot be read again', refuses],
    ['was emptied', () => holds()],
  ])('that %s is used as it was, with a warning, until it can be read', async (_, goesWrong) => {
    const { clock, read, warnings } = aFunction()
    await read('key')
    goesWrong()
    clock.now = hour
    expect(await read('key')).toBe('first')
    expect(warnings).toEqual(['A secret cannot be read again. What was read last is used'])
    expect(server.requests).toHaveLength(1)
    clock.now += minute / 2 - 1
    expect([await read('key'), server.requests.length]).toEqual(['first', 1])
    holds('second')
    clock.now += 1
    expect([await read('key'), server.requests.length]).toEqual(['second', 1])
  })

  it('is kept under its own name', async () => {
    const { read } = aFunction()
    await read('key')
    holds('of another')
    expect([await read('another'), await read('key')]).toEqual(['of another', 'first'])
  })

  it('that was never read is nothing to go on with', async () => {
    const { read, warnings } = aFunction()
    refuses()
    await expect(read('key')).rejects.toThrow('Not you.')
    holds('first')
    expect(await read('key')).toBe('first')
    expect(warnings).toEqual([])
  })
})
