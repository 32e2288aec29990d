import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { World } from '../../tools/simulation/world.ts'
import { printable } from '../../tools/terminal/printable.ts'
import { FakeDeadLetters } from '../support/fake-dead-letters.ts'
import { operatorContext } from '../support/operator-context.ts'
import { nasty, nastyAsKept, unseenIn } from '../support/unseen.ts'

const monday = Date.parse('2026-11-23T09:00:00Z')

function contextWithNastyLetters() {
  const world = new World(monday)
  const deadLetters = new FakeDeadLetters(world.clock)
  deadLetters.add('start-journey', {
    requestContext: { condition: 'RetriesExhausted' },
    requestPayload: { [nasty]: nasty, list: [nasty] },
    responsePayload: { errorMessage: `No ${nasty}` },
  })
  return operatorContext(world, { deadLetters })
}

const folder = () => mkdtemp(join(tmpdir(), 'shiftworks-terminal-'))

describe('text from outside cannot drive the operator’s terminal', () => {
  it.each([true, false])('in words, with colours: %s', async colours => {
    const context = contextWithNastyLetters()
    for (const command of ['list', 'show'] as const) {
      const args = ['dead-letters', command, ...(command === 'show' ? ['start-journey', '--unmask'] : [])]
      const { stdout, stderr } = await context.run(args, { colours })
      expect(stdout).toContain('\\u202e')
      // The operator's own colours: bold and faint, and what ends them.
      const ours = colours
        ? ['1', '2', '22'].reduce((text, code) => text.replaceAll(`\u001b[${code}m`, ''), stdout)
        : stdout
      expect(unseenIn(ours + stderr)).toEqual([])
    }
  })

  it('in JSON, which says the same as before', async () => {
    const { stdout, json } = await contextWithNastyLetters().run([
      'dead-letters',
      'show',
      'start-journey',
      '--unmask',
      '--json',
    ])
    expect(unseenIn(stdout)).toEqual([])
    expect(json()).toMatchObject([{ example: { [nasty]: nasty, list: [nasty] } }])
  })

  it('in problems, of the command line and of files', async () => {
    const context = contextWithNastyLetters()
    const path = join(await folder(), `\u202e\u009b.csv`)
    await writeFile(path, `email,${nastyAsKept}\na@example.org,b\n`)
    const start = ['--journey', 'sample', '--start', '2026-12-07', '--dry-run']
    for (const args of [
      ['dead-letters', 'show', nasty],
      [nasty],
      ['status', `--${nasty}`],
      ['learner', nasty],
      ['import', path, ...start],
      ['import', `${path}${nasty}`.replaceAll('\0', ''), ...start],
    ]) {
      const { code, stdout, stderr } = await context.run(args)
      expect(code).toBe(2)
      expect(stderr).not.toBe('')
      expect(unseenIn(stdout + stderr)).toEqual([])
    }
  })

  it('in questions and in a line of progress, which is written over from its beginning', async () => {
    const context = contextWithNastyLetters()
    const args = ['dead-letters', 'redrive', 'start-journey', '--reason', 'mended']
    const { asked, stderr } = await context.run(args, { interactive: true, answer: true })
    expect(unseenIn(asked.join(''))).toEqual([])
    expect(stderr).toContain('\u001b[G')
    expect(unseenIn(stderr.replaceAll('\u001b[G', ''))).toEqual([])
  })

  it('nor hide in the files that are written', async () => {
    const world = new World(monday)
    await world.publish()
    await world.learner('sam@example.org', { firstName: `Sam${nastyAsKept}` })
    const context = operatorContext(world)
    const out = await folder()
    expect((await context.run(['learner', 'sam@example.org', '--export', out])).code).toBe(0)
    await context.run(['export', '--journey', 'sample', '--out', join(out, 'people.csv')])
    for (const file of await readdir(out)) {
      const text = await readFile(join(out, file), 'utf8')
      expect(text).toContain('Sam\\u001b')
      expect(unseenIn(text)).toEqual([])
    }
  })
})

describe('printable text', () => {
  it('never holds what is unseen, stays the same where nothing is, and says which sign stood there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const shown = printable(text)
        expect(unseenIn(shown)).toEqual([])
        expect(printable(shown)).toBe(shown)
        expect(JSON.parse(printable(JSON.stringify(text)))).toBe(text)
      }),
    )
  })

  it('leaves names in all scripts and emoji as they are', () => {
    for (const text of [
      'Zoë Ångström',
      'Łukasz',
      '李小龍',
      'علي',
      'नर्स',
      '👩🏽‍⚕️ 👨‍👩‍👧 ❤️‍🩹',
      'a\tb\nc',
      '“…” – █░ ✓',
    ])
      expect(printable(text)).toBe(text)
  })
})
