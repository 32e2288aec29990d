import { execFileSync } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { terminal } from '../../tools/operator/command/terminal.ts'

/** A machine with a terminal, at which somebody may press keys. */
function aMachine() {
  const seen = { out: '', err: '' }
  const screen = (name: 'out' | 'err') => {
    const stream = Object.assign(new PassThrough(), { isTTY: true, columns: 80 })
    stream.on('data', text => {
      seen[name] += text
    })
    return stream
  }
  const [stdin, stdout, stderr] = [screen('out'), screen('out'), screen('err')]
  const signals = new EventEmitter()
  const machine = Object.assign(signals, { stdin, stdout, stderr, env: {}, exitCode: undefined })
  return { machine, seen, io: terminal(machine as unknown as typeof process) }
}

const keys = { 'Ctrl-C': '\u0003', 'Ctrl-D': '\u0004' }

test.each(Object.entries(keys))('%s in place of an answer is a no, and no bug', async (_, key) => {
  const { machine, seen, io } = aMachine()
  const answer = io.ask('Erase them?')
  machine.stdin.write(key)
  expect(await answer).toBe(false)
  expect(seen.err).toContain('Erase them? (yes/no)')
  expect(seen.err.endsWith('\n')).toBe(true)
})

test.each(Object.entries(keys))('%s where somebody is asked whether to stop stops', async (_, key) => {
  const { machine, io } = aMachine()
  const answer = io.ask('Stop the replay?', true)
  machine.stdin.write(key)
  expect(await answer).toBe(true)
})

test.each([
  ['y', true],
  ['YES ', true],
  ['n', false],
  ['', false],
  ['maybe', false],
])('%j is taken for %s', async (typed, taken) => {
  const { machine, io } = aMachine()
  const answer = io.ask('Erase them?', true)
  machine.stdin.write(`${typed}\r`)
  expect(await answer).toBe(taken)
})

test('a full disk loses no work: what is lost is said, and the end says so too', () => {
  const { machine, seen, io } = aMachine()
  machine.stdout.emit('error', Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
  io.out('the result\n')
  machine.emit('exit')
  expect(seen.err).toContain('could not be written: the disk is full.')
  expect(machine.exitCode).toBe(1)
})

test.each([
  ['Asia/Tokyo', 'Asia/Tokyo'],
  ['Nowhere/At-All', 'UTC'],
])('TZ=%s is told as %s, by which times are shown', (TZ, zone) => {
  const program =
    "import('./tools/operator/command/terminal.ts').then(({ terminal }) => console.log(terminal().zone))"
  const env = { PATH: process.env['PATH'], TZ }
  expect(execFileSync(process.execPath, ['-e', program], { env, encoding: 'utf8' })).toBe(`${zone}\n`)
})

test('whoever has seen enough is told nothing', () => {
  const { machine, seen } = aMachine()
  machine.stdout.emit('error', Object.assign(new Error('closed'), { code: 'EPIPE' }))
  machine.emit('exit')
  expect(seen.err).toBe('')
  expect(machine.exitCode).toBeUndefined()
})
