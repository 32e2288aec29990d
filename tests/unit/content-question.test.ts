import { describe, expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { readJourneyFolder } from '../../shared/content/journey-folder.ts'
import { sensitiveTopic } from '../../shared/content/private-matters.ts'
import { questionVersion } from '../../shared/domain/question.ts'
import { aJourneyFolder } from '../support/authored-journey.ts'
import { aCompiledJourney } from '../support/compiled-journey.ts'

/** Settings that stand on line 12 and below of the first module. */
const settings = (...lines: string[]) => ({
  replace: '---\nSomebody',
  by: `${lines.join('\n')}\n---\nSomebody`,
})
const problemsOf = (...lines: string[]) =>
  checkJourney(aJourneyFolder(settings(...lines))).problems.map(
    ({ file, line, severity, message }) => `${file}:${line} ${severity} ${message}`,
  )
const ask = 'ask: When did somebody last hold a door for you?'
const choose = 'choose: [this week, longer ago, not that I remember]'

describe('a closed question', () => {
  test('is published with its module, the first option being the one that others are asked about', async () => {
    const { journey } = await aCompiledJourney(settings(ask, choose))
    const question = {
      text: 'When did somebody last hold a door for you?',
      options: ['this week', 'longer ago', 'not that I remember'],
      guess: 0,
    }
    expect(journey.modules.map(module => module.question)).toEqual([
      { ...question, version: questionVersion(question) },
      undefined,
    ])
  })

  test('says itself which option others are asked about', async () => {
    const { journey } = await aCompiledJourney(settings(ask, choose, 'guess: longer ago'))
    expect(journey.modules[0]?.question?.guess).toBe(1)
  })

  test('has the signs that printers use, in the guess too', async () => {
    const { journey } = await aCompiledJourney(
      settings(ask, `choose: [this week, "I don't remember"]`, `guess: "I don't remember"`),
    )
    expect(journey.modules[0]?.question).toMatchObject({
      options: ['this week', 'I don’t remember'],
      guess: 1,
    })
  })

  test.each<[string, string[], string]>([
    [
      'without options',
      [ask],
      'first.md:12 error ask: has no options. Add them, as in choose: [this week, longer ago].',
    ],
    [
      'options without a question',
      [choose],
      'first.md:12 error choose: belongs to a question. Write it as ask:, or take this out.',
    ],
    [
      'a guess without a question',
      ['guess: this week'],
      'first.md:12 error guess: belongs to a question. Write it as ask:, or take this out.',
    ],
    ['one option', [ask, 'choose: [this week]'], 'first.md:13 error choose: must hold at least two options.'],
    [
      'six options',
      [ask, 'choose: [one, two, three, four, five, six]'],
      'first.md:13 error choose: may hold 5 options at most: more are hard to take in on a phone.',
    ],
    [
      'options that are no list',
      [ask, 'choose: this week'],
      'first.md:13 error choose: must be a list in square brackets.',
    ],
    ['an empty option', [ask, 'choose: [this week, ""]'], 'first.md:13 error choose: is empty.'],
    [
      'a long option, by its own line',
      [ask, 'choose:', '  - this week', `  - ${'x'.repeat(61)}`],
      'first.md:15 error choose: has 61 characters; 60 is the most that fits everywhere.',
    ],
    [
      'a long question',
      [`ask: ${'x'.repeat(160)}?`, choose],
      'first.md:12 error ask: has 161 characters; 160 is the most that fits everywhere.',
    ],
    [
      'many words',
      [`ask: ${'so '.repeat(25)}what?`, choose],
      'first.md:12 warning ask: has 26 words. 25 are easily read at once; shorten it.',
    ],
    [
      'no question mark',
      ['ask: The last time that somebody held a door', choose],
      'first.md:12 warning ask: is no question. End it with a question mark.',
    ],
    [
      'a guess that is no option',
      [ask, choose, 'guess: longer ag'],
      'first.md:14 error guess: "longer ag" is none of the options. Did you mean "longer ago"?',
    ],
    [
      'a guess that is nowhere near',
      [ask, choose, 'guess: on Tuesdays in spring'],
      'first.md:14 error guess: "on Tuesdays in spring" is none of the options. Write one as in choose: this week, longer ago, not that I remember.',
    ],
    [
      'the same option twice',
      [ask, 'choose: [this week, This week.]'],
      'first.md:13 error choose: "this week" and "This week." are the same words. Take one out.',
    ],
    [
      'an option inside another',
      [ask, 'choose: [a colleague elsewhere, a colleague]'],
      'first.md:13 error choose: "a colleague" stands inside "a colleague elsewhere", so people could not tell which to choose. Word one of them differently.',
    ],
    [
      'a long word',
      [ask, 'choose: [this week, interprofessionally]'],
      'first.md:13 warning choose: "interprofessionally" is a long word; a plainer one is read by more people.',
    ],
    [
      'letters for a name',
      ['ask: When did your MDT last hold a door?', choose],
      'first.md:12 warning ask: "MDT" is not known everywhere; write it out.',
    ],
    [
      'Markdown',
      [ask, 'choose: ["**this** week", longer ago]'],
      'first.md:13 warning choose: is shown as it is typed. Markdown does nothing here: take its signs out, unless they are meant.',
    ],
    [
      'a placeholder',
      [ask, 'choose: ["{{firstName}}", longer ago]'],
      'first.md:13 error choose: may not hold {{ or }}: nothing would be filled in here. A first name may stand in the text of a module alone.',
    ],
    [
      'something private in the question',
      ['ask: Are you in a union?', choose],
      'first.md:12 error ask: "in a union" asks for politics or a union, which is nobody\'s business here. Ask about everyday experience at work.',
    ],
    [
      'something private in an option',
      [ask, 'choose: [this week, when I was off sick]'],
      'first.md:13 error choose: "I was off sick" asks for health, which is nobody\'s business here. Ask about everyday experience at work.',
    ],
  ])('%s is told', (_, lines, problem) => {
    expect(problemsOf(...lines)).toEqual([problem])
  })

  test('of an option, letters alone count, wherever they stand', () => {
    expect(problemsOf(ask, 'choose: [ago, a long time ago!]').join()).toContain('"ago" stands inside')
    expect(problemsOf(ask, 'choose: [often, oftentimes]')).toEqual([])
  })
})

describe('what is private', () => {
  test.each<[string, string]>([
    ['When were you last ill?', 'health'],
    ['Have you ever been diagnosed with something?', 'health'],
    ['How is your mental health?', 'health'],
    ['Are you disabled?', 'health'],
    ['I have a disability', 'health'],
    ['I’m pregnant', 'health'],
    ['What is your faith?', 'faith'],
    ['Christian', 'faith'],
    ['How often do you pray?', 'faith'],
    ['Do you go to church?', 'faith'],
    ['How much do you earn?', 'pay or money'],
    ['What are you paid?', 'pay or money'],
    ['Is your pay enough?', 'pay or money'],
    ['under £25,000', 'pay or money'],
    ['What is your manager’s salary?', 'pay or money'],
    ['What is your name?', 'names or how to reach somebody'],
    ['Name a colleague who helped you', 'names or how to reach somebody'],
    ['Dr Patel', 'names or how to reach somebody'],
    ['sam@example.org', 'names or how to reach somebody'],
    ['Which hospital do you work in?', 'names or how to reach somebody'],
    ['Where do you live?', 'names or how to reach somebody'],
    ['How old are you?', 'age, origin or family life'],
    ['Are you married?', 'age, origin or family life'],
    ['What is your ethnicity?', 'age, origin or family life'],
    ['Who did you vote for?', 'politics or a union'],
    ['I joined a union', 'politics or a union'],
    ['Were you on strike?', 'politics or a union'],
    ['Do you have a criminal record?', 'trouble with the law'],
  ])('is seen in "%s"', (text, matter) => {
    expect(sensitiveTopic(text)?.matter).toBe(matter)
  })

  test.each([
    'When did somebody last use your name?',
    'When did you last learn a new colleague’s name?',
    'When did you last ask a disabled colleague what would help?',
    'Who tells the family about a diagnosis?',
    'When did you last thank somebody in mental health care?',
    'somebody who looks after a sick neighbour',
    'unpaid carers',
    'How did they earn your trust?',
    'Do you take medicines round to people?',
    'When did you last say “I’m not sure about this” in front of others?',
    'When did a doctor last sit down with you?',
    'Who do you ask first?',
    'somebody in the same race against time',
    'Do you have enough time for a break?',
    'It strikes me as fair',
  ])('is not seen in "%s"', text => {
    expect(sensitiveTopic(text)).toBeUndefined()
  })
})

test('every module of the journey in this repository asks one', async () => {
  const { journey } = checkJourney(await readJourneyFolder('journeys/shiftworks'))
  if (!journey) throw new Error('It has faults: run the linter.')
  const { modules } = (await compileJourney(journey)).journey
  expect(modules).toHaveLength(8)
  expect(modules.filter(({ question }) => question === undefined)).toEqual([])
  expect(new Set(modules.map(({ question }) => question?.text)).size).toBe(8)
})
