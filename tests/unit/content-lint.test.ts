import { describe, expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { readJourneyFolder } from '../../shared/content/journey-folder.ts'
import { Journey } from '../../shared/domain/journey.ts'
import { nextPreferredTime } from '../../shared/domain/schedule.ts'
import { aJourneyFolder, type Change } from '../support/authored-journey.ts'
import { aJourney, aModule, clockTime, on } from '../support/small-journey.ts'

const problemsAfter = (...changes: Change[]) =>
  checkJourney(aJourneyFolder(...changes)).problems.map(
    ({ file, line, severity, message }) => `${file}:${line} ${severity} ${message}`,
  )
const inJourney = (replace: string, by: string): Change => ({ in: 'journey.md', replace, by })
const inFirst = (replace: string, by: string): Change => ({ replace, by })
const body = (by: string) => inFirst('Somebody holds a door.', by)

test('a journey without a fault has no problems and comes out whole', () => {
  const { problems, journey } = checkJourney(aJourneyFolder())
  expect(problems).toEqual([])
  expect(journey).toMatchObject({
    id: 'small-things',
    title: 'Small things',
    sender: { name: 'Small things', address: 'hello@example.org' },
    zone: 'Europe/London',
    days: ['monday', 'tuesday'],
    hours: { from: 8, to: 20 },
    description: 'What this journey is about.',
  })
  expect(journey?.modules.map(({ module }) => module)).toEqual([
    {
      id: 'first',
      title: 'The first thing',
      after: { days: 0 },
      remind: [{ days: 3 }, { days: 7 }],
      pauseAfter: { days: 14 },
    },
    { id: 'second', title: 'The second thing', after: { days: 2 }, remind: [] },
  ])
})

test.each([
  'Asia/Kolkata',
  'Asia/Calcutta',
  'Europe/Kyiv',
  'America/Argentina/Buenos_Aires',
  'Pacific/Kanton',
  'UTC',
  'GMT',
  'Etc/GMT+3',
  'EST5EDT',
  'europe/london',
  '+05:30',
])('a time zone that the platform knows is kept as it is written: %s', async zone => {
  const { problems, journey } = checkJourney(aJourneyFolder(inJourney('Europe/London', zone)))
  expect(problems).toEqual([])
  if (!journey) throw new Error('It has no problems, so it came out.')
  const published = await compileJourney(journey)
  expect(Journey.parse(published.journey).zone).toBe(zone)
  const morning = nextPreferredTime(on('2026-11-30 03:00', zone), published.journey, { pace: 'as-written' })
  expect(clockTime(morning, zone)).toBe('2026-11-30 08:00')
})

test.each([
  ['Kolkata', 'Asia/Kolkata'],
  ['New York', 'America/New_York'],
  ['london', 'Europe/London'],
])('a city in place of its time zone is told the zone: %s', (city, zone) => {
  expect(problemsAfter(inJourney('Europe/London', city))).toEqual([
    `journey.md:6 error time-zone: "${city}" is no time zone. Did you mean "${zone}"?`,
  ])
})

test.each(['"2026-01-01T00:00[Europe/London]"', '"+25:00"', 'Etc/Unknown', 'Middle/Earth'])(
  'what the platform does not know as a time zone is refused: %s',
  zone => {
    expect(problemsAfter(inJourney('Europe/London', zone)).join()).toContain('is no time zone.')
  },
)

test('a journey whose time zone nobody knows is not published', () => {
  expect(Journey.safeParse(aJourney([aModule('one')], { zone: 'Middle/Earth' })).success).toBe(false)
  expect(Journey.safeParse(aJourney([aModule('one')], { zone: 'Europe/Kyiv' })).success).toBe(true)
})

test('without sending days, emails go out on all seven', () => {
  const { journey } = checkJourney(aJourneyFolder(inJourney('sending-days: [monday, tuesday]\n', '')))
  expect(journey?.days).toHaveLength(7)
})

test('a bare "pause" waits as long again after the last reminder as that reminder waited', () => {
  const { journey } = checkJourney(aJourneyFolder(inFirst('pause after 14 days', 'pause')))
  expect(journey?.modules[0]?.module.pauseAfter).toEqual({ days: 14 })
})

test('files written on Windows read the same', () => {
  const folder = aJourneyFolder(body('<b>x</b>'))
  const files = folder.files.map(({ name, text }) => ({
    name,
    text: `\uFEFF${text.replaceAll('\n', '\r\n')}`,
  }))
  expect(checkJourney({ ...folder, files })).toEqual(checkJourney(folder))
})

describe('a fault is told with its file and line', () => {
  test.each<[string, Change, string]>([
    [
      'unknown module',
      inJourney('[first, second]', '[first, secund, second]'),
      'journey.md:9 error There is no module "secund" (no file secund.md). Did you mean "second"?',
    ],
    [
      'module twice',
      inJourney('[first, second]', '[first, second, first]'),
      'journey.md:9 error The module "first" is in the list twice.',
    ],
    [
      'module left out',
      inJourney('[first, second]', '[first]'),
      'second.md:1 warning journey.md does not name this module, so nobody gets it.',
    ],
    [
      'id that is not the file name',
      inFirst('id: first', 'id: frist'),
      'first.md:2 error The id is "frist", so the file must be called frist.md. (Rename the file, not the id: what people have done is remembered by the id.)',
    ],
    [
      'unknown setting',
      inFirst('preheader:', 'preheder:'),
      'first.md:5 error There is no setting "preheder". Did you mean "preheader"?',
    ],
    [
      'words where a list was to be',
      inFirst('[3 days, 7 days]', '3 days'),
      'first.md:8 error remind: must be a list in square brackets.',
    ],
    [
      'missing setting',
      inFirst('preheader: What comes before the message.\n', ''),
      'first.md:1 error preheader: is missing.',
    ],
    [
      'empty setting',
      inFirst('preheader: What comes before the message.', 'preheader:'),
      'first.md:5 error preheader: is empty.',
    ],
    [
      'wrong kind of setting',
      inFirst('minutes: 5', 'minutes: five'),
      'first.md:6 error minutes: must be a number.',
    ],
    [
      'setting twice',
      inFirst('minutes: 5', 'minutes: 5\nminutes: 6'),
      'first.md:7 error This setting is here twice; keep one of them.',
    ],
    [
      'colon in a title',
      inFirst('The first thing', 'One: two'),
      'first.md:3 error There is a second colon in this line. Put the words after the first one in quotes: title: "One: two".',
    ],
    [
      'no settings',
      inFirst('---\nid', 'id'),
      'first.md:1 error The file must begin with its settings, between a line of --- and another line of ---.',
    ],
    [
      'unreadable wait',
      inFirst('after: at once', 'after: soon'),
      'first.md:7 error after: "soon" cannot be read as a wait; write "at once", "12 hours", "3 days" or "2 weeks".',
    ],
    [
      'unreadable reminder',
      inFirst('3 days, 7 days', '3 days, a week'),
      'first.md:8 error remind: "a week" cannot be read as a wait; write "at once", "12 hours", "3 days" or "2 weeks".',
    ],
    [
      'reminders that do not rise',
      inFirst('3 days, 7 days', '3 days, 72 hours'),
      'first.md:8 error remind: must rise: "72 hours" is not later than what comes before it (each wait counts from the email itself).',
    ],
    [
      'pause before the last reminder',
      inFirst('pause after 14 days', 'pause after 1 week'),
      'first.md:9 error then: must pause later than the last reminder (each wait counts from the email itself).',
    ],
    [
      'pause after nothing',
      inFirst('remind: [3 days, 7 days]\nthen: pause after 14 days', 'then: pause'),
      'first.md:8 error then: is "pause", but there is no reminder to count from; write "pause after" and a wait.',
    ],
    [
      'unreadable end',
      inFirst('pause after 14 days', 'stop'),
      'first.md:9 error then: "stop" cannot be read; write "wait", "pause" or "pause after" and a wait: "at once", "12 hours", "3 days" or "2 weeks".',
    ],
    [
      'time zone',
      inJourney('Europe/London', 'London'),
      'journey.md:6 error time-zone: "London" is no time zone. Did you mean "Europe/London"?',
    ],
    [
      'sender',
      inJourney('Small things <hello@example.org>', 'hello@example.org'),
      'journey.md:3 error sender: "hello@example.org" cannot be read; write a name and an address as in: Name <name@example.org>.',
    ],
    [
      'day',
      inJourney('tuesday]', 'teusday]'),
      'journey.md:7 error sending-days: "teusday" is no day of the week. Did you mean "tuesday"?',
    ],
    [
      'hours',
      inJourney('8 to 20', '20 to 8'),
      'journey.md:8 error sending-hours: "20 to 8" cannot be read; write the hours of the day as "8 to 20".',
    ],
    [
      'language',
      inJourney('en-GB', 'english!'),
      'journey.md:5 error language: "english!" is no language that we have words in. Known are: en-GB.',
    ],
    [
      'long subject',
      inFirst('One small thing', 'x'.repeat(61)),
      'first.md:4 error subject: has 61 characters; 60 is the most that fits everywhere.',
    ],
    [
      'long preheader',
      inFirst('What comes before the message.', 'x'.repeat(121)),
      'first.md:5 error preheader: has 121 characters; 120 is the most that fits everywhere.',
    ],
    [
      'placeholder in a setting',
      inFirst('One small thing', '"Hello {{name}}"'),
      'first.md:4 error subject: may not hold {{ or }}: nothing would be filled in here. A first name may stand in the text of a module alone.',
    ],
    [
      'sector',
      inFirst('---\nSomebody', 'onlyFor: [ambulence]\n---\nSomebody'),
      'first.md:12 error onlyFor: "ambulence" is no sector. Did you mean "ambulance"?',
    ],
    [
      'nobody can get it',
      inFirst('---\nSomebody', 'onlyFor: [student]\nnotFor: [student]\n---\nSomebody'),
      'first.md:13 error Nobody can get this module: onlyFor and notFor leave no sector.',
    ],
    [
      'a late start',
      inFirst('at once', '2 days'),
      'first.md:7 warning The first module comes 2 days after somebody signs up; people expect it at once.',
    ],
    [
      'picture without description',
      body('A\n![](https://example.org/a.png)'),
      'first.md:14 error The picture https://example.org/a.png has no description: write ![what it shows](https://example.org/a.png), or ![](https://example.org/a.png "decorative") if nobody misses anything without it.',
    ],
    [
      'picture over http',
      body('![A door](http://example.org/a.png)'),
      `first.md:13 error The picture's address "http://example.org/a.png" must be the name of a file beside the module (.png, .jpg, .jpeg, .webp or .svg), or whole and begin with https://.`,
    ],
    [
      'skipped heading level',
      inFirst('## On', '### On'),
      'first.md:15 error This heading skips a level; begin it with ##.',
    ],
    [
      'second title',
      inFirst('## On', '# On'),
      'first.md:15 error The title is the only heading of level 1; begin this one with ##.',
    ],
    [
      'heading without words',
      inFirst('## On your next shift', '##'),
      'first.md:15 error This heading has no words.',
    ],
    [
      'link without words',
      inFirst('[the door charter]', '[]'),
      'first.md:18 error The link to https://example.org/doors?of={{reference}} has no words.',
    ],
    [
      'link with empty words',
      inFirst('the door charter', 'click here'),
      'first.md:18 error "click here" does not say where this link leads; name what is there.',
    ],
    [
      'link named by its address',
      body('<https://example.org/x>'),
      `first.md:13 error The link's words are an address (https://example.org/x); name what is there instead.`,
    ],
    [
      'link to http',
      inFirst('https://example.org', 'http://example.org'),
      'first.md:18 error The link http://example.org/doors?of={{reference}} is not encrypted; use its https:// address.',
    ],
    [
      'relative link',
      body('[the other one](second.md)'),
      `first.md:13 error The link's address "second.md" must be whole and begin with https:// (an email is part of no website).`,
    ],
    [
      'script in a link',
      body('[the other one](javascript:alert)'),
      `first.md:13 error The link's address "javascript:alert" must be whole and begin with https:// (an email is part of no website).`,
    ],
    [
      'placeholder as a host',
      body('[the other one](https://{{reference}}/)'),
      `first.md:13 error The link's address "https://{{reference}}/" must be whole and begin with https:// (an email is part of no website).`,
    ],
    [
      'unknown placeholder in a link',
      body('[the other one](https://example.org/{{name}})'),
      'first.md:13 error {{name}} is no placeholder; {{reference}} is the only one that an address may hold.',
    ],
    [
      'unknown placeholder',
      body('Hello\n{{name}}'),
      'first.md:14 error {{name}} would not become a name. Write {{firstName|friend}}: their first name, and “friend”, or what you like, for who gave none (letters, up to 40).',
    ],
    [
      'placeholder outside a link',
      body('Hello {{reference}}'),
      'first.md:13 error {{reference}} may stand only in the address of a link.',
    ],
    [
      'stray braces',
      body('Hello }}'),
      'first.md:13 error }} is no placeholder; {{firstName|friend}} in the text of a module and {{reference}} in the address of a link are all there are.',
    ],
    [
      'HTML',
      body('A\n<b>bold</b>'),
      'first.md:14 error HTML is not shown in an email; write it in Markdown.',
    ],
    [
      'a block of HTML',
      body('<div>\nx\n</div>'),
      'first.md:13 error HTML is not shown in an email; write it in Markdown.',
    ],
    [
      'a table',
      body('|a|b|\n|-|-|\n|c|d|'),
      'first.md:13 error A table does not hold on a narrow phone; write it as a list.',
    ],
    [
      'fault in the description',
      inJourney('What this', '<i>What</i> this'),
      'journey.md:11 error HTML is not shown in an email; write it in Markdown.',
    ],
    [
      'a picture in the description',
      inJourney('What this', '![A door](https://example.org/door.png) What this'),
      'journey.md:11 error The sign-up page shows no pictures of journeys; say it in words.',
    ],
    [
      'a reference in the description',
      inJourney('What this', '[The course](https://example.org/?from={{reference}}) What this'),
      'journey.md:11 error Who reads this has not signed up, so there is no {{reference}} yet; take it out.',
    ],
    [
      'a module that takes longer than it says',
      body('Somebody holds a door. '.repeat(400)),
      'first.md:6 warning 1616 words take about 8 minutes to read, and not 5.',
    ],
    [
      'nothing for who has a minute',
      inFirst('in-short: A held door changes a morning. Hold one too.\n', ''),
      'first.md:1 warning There is no in-short: say in a few sentences what happens and what to try. Who has a minute reads it on top of the module, and the second reminder brings it.',
    ],
    [
      'more for who has a minute than they can read',
      inFirst('in-short: A held', `in-short: ${'Well, '.repeat(145)}a held`),
      'first.md:11 warning in-short: has 154 words. People read about 150 in a minute: say what happens, and the one thing to try.',
    ],
    [
      'a minute that is no minute',
      inFirst('in-short: A held', `in-short: ${'Well, '.repeat(150)}a held`),
      'first.md:11 error in-short: has 944 characters; 900 is the most that fits everywhere.',
    ],
  ])('%s', (_, change, expected) => {
    expect(problemsAfter(change)).toContain(expected)
  })

  test('no words at all', () => {
    const folder = aJourneyFolder()
    const files = folder.files.map(file => ({ ...file, text: file.text.replace(/---\n[^-]*$/, '---\n') }))
    expect(checkJourney({ ...folder, files }).problems).toContainEqual({
      file: 'second.md',
      line: 11,
      severity: 'error',
      message: 'The module has no words.',
    })
  })

  test('no journey.md, or a folder whose name cannot be an id', () => {
    const { files } = aJourneyFolder()
    expect(checkJourney({ id: 'x', files: files.slice(1) }).problems[0]?.message).toBe(
      'x/ holds no journey.md.',
    )
    expect(checkJourney({ id: 'My Journey', files }).problems[0]?.message).toContain('"My Journey"')
    expect(checkJourney({ id: 'account', files }).problems[0]?.message).toContain('reserved')
  })
})

test('all problems are told at once, in reading order, and nothing comes out to be published', () => {
  const changes = [inFirst('One small thing', 'x'.repeat(61)), body('<b>x</b>'), inJourney('8 to 20', 'noon')]
  const { problems, journey } = checkJourney(aJourneyFolder(...changes))
  expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
    'journey.md:8',
    'first.md:4',
    'first.md:13',
    'first.md:13',
  ])
  expect(journey).toBeUndefined()
})

test('a broken reminder ladder is told even when another setting is wrong', () => {
  const found = problemsAfter(
    inFirst('minutes: 5', 'minuts: 5'),
    inFirst('pause after 14 days', 'pause after 1 day'),
  )
  expect(found.map(problem => problem.split(' ')[0])).toEqual(['first.md:1', 'first.md:6', 'first.md:9'])
})

test('somebody whom every module leaves out is named', () => {
  const only = 'onlyFor: [student]\n---\n'
  const found = problemsAfter(inFirst('---\nSomebody', `${only}Somebody`), {
    in: 'second.md',
    replace: '---\nNobody',
    by: `${only}Nobody`,
  })
  expect(found).toContain('journey.md:1 error ambulance would get no module at all.')
  expect(found).toContain('journey.md:1 error Somebody who names no sector would get no module at all.')
  expect(found.join()).not.toContain('student would')
})

test('hard reading is advised against, very hard reading refused', () => {
  const paragraph = (sentence: string) => body(Array.from({ length: 15 }, () => sentence).join(' '))
  const plain = 'The nurse put the kettle on and sat down with the man for a bit.'
  const hard =
    'In the morning the manager asked the porters and the cleaners about the trolley, and nobody remembered where it was.'
  const veryHard =
    'Colleagues throughout the organisation usually consider several alternative arrangements carefully.'
  expect(problemsAfter(paragraph(plain))).toEqual([])
  expect(problemsAfter(paragraph(hard))[0]).toMatch(/^first.md:13 warning Reading age 1[456]: /)
  expect(problemsAfter(paragraph(veryHard))[0]).toMatch(/^first.md:13 error Reading age [23]\d: /)
})

test('a language whose reading age we cannot tell is left alone', () => {
  const veryHard = 'Organisational considerations necessitate extraordinarily complicated arrangements. '
  const found = problemsAfter(inJourney('en-GB', 'cy'), body(veryHard.repeat(30)))
  expect(found).toEqual([expect.stringContaining('no language that we have words in')])
})

test('the journeys in this repository have no problems', async () => {
  const { problems } = checkJourney(await readJourneyFolder('journeys/shiftworks'))
  expect(problems).toEqual([])
})
