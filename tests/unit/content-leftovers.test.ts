import { describe, expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { readJourneyFolder } from '../../shared/content/journey-folder.ts'
import { aJourneyFolder, type Change } from '../support/authored-journey.ts'

const problemsAfter = (...changes: Change[]) =>
  checkJourney(aJourneyFolder(...changes)).problems.map(
    ({ file, line, severity, message }) => `${file}:${line} ${severity} ${message}`,
  )
const withBody = (by: string): Change => ({ replace: 'Somebody holds a door.', by })
const inBody = (by: string) => problemsAfter(withBody(by))

describe('what did not become what was meant is told with its line and how to write it', () => {
  test.each([
    ['a space in an address', 'See [the pdf](https://example.org/my file.pdf) now.', '%20'],
    ['a space in a picture’s address', '![A door](https://example.org/a door.png)', 'a%20door.png'],
    ['a space before the address', 'See [the pdf] (https://example.org/a.pdf).', 'Nothing may stand between'],
    [
      'a new line before the address',
      'See [the pdf]\n(https://example.org/a.pdf).',
      'Nothing may stand between',
    ],
    ['an address without its https', '[the site] (www.example.org)', 'Nothing may stand between'],
    [
      'brackets the other way round',
      'See (the pdf)[https://example.org/a.pdf].',
      'square brackets come first',
    ],
    ['an address that does not end', 'See [the pdf](https://example.org/a.pdf for more.', 'link'],
    ['words that do not end', 'See [the pdf(https://example.org/a.pdf) now.', 'has no partner'],
    ['words that do not begin', 'See the pdf](https://example.org/a.pdf) now.', 'link'],
    ['a link in a link', '[one [two](https://example.org/2) three](https://example.org/1)', 'link'],
    ['an open bracket', 'The list [of all things is long.', 'write \\['],
    ['a closing bracket', 'The list of] all things is long.', 'write \\]'],
    ['an address that nothing names', 'See [the pdf][handbook] now.', 'Write the address behind its words'],
    ['an address that names itself', 'See [the pdf][] now.', 'Write the address behind its words'],
    ['an address between angle brackets', 'See <www.example.org> now.', 'link'],
    [
      'a line for addresses that is no such line',
      '[a]: https://example.org/a b c',
      'was to say where a link leads',
    ],
    ['a line for addresses that nobody uses', 'Words.\n\n[Tip]: breathe', 'Nothing in the text uses'],
    [
      'a second line for the same',
      '[a]\n\n[a]: https://example.org/1\n[a]: https://example.org/2',
      'Nothing in the text uses',
    ],
    ['a heading without its space', '##Heading', 'Put an ordinary space'],
    ['a heading with another space', '##\u00A0Heading', 'Put an ordinary space'],
    ['a heading behind a line', 'Words\n###Heading', 'Put an ordinary space'],
    ['a heading of seven', '####### Heading', 'Put an ordinary space'],
    ['a line below that makes a heading', 'Words\n---', 'makes a heading of'],
    ['equals signs that make one', 'Words\n===', 'makes a heading of'],
    ['bold with a space at its end', 'It is **bold ** now.', '\\*\\*'],
    ['bold with a space at its beginning', 'It is ** bold** now.', '**words**'],
    ['bold that does not end', 'It is **bold now.', '**words**'],
    ['bold that does not begin', 'It is bold** now.', '**words**'],
    ['bold over paragraphs', 'It is **bold\n\nstill** now.', '**words**'],
    ['bold beside quotation marks', 'It is**"bold"**now.', '**words**'],
    ['bold in a link', '[**the pdf **](https://example.org/)', '**words**'],
    ['underscores with a space', 'It is __ bold__ now.', '__words__'],
    ['underscores that do not end', 'It is __bold now.', '__words__'],
    ['italics with a space', 'It is *quiet * now.', '*words*'],
    ['italics with a space before', 'It is * quiet* now.', '*words*'],
    ['underscores of italics with a space', 'It is _quiet _ now.', '_words_'],
    ['striking out with a space', 'It is ~~gone ~~ now.', '~~words~~'],
    ['stars that became italics', 'It is 5*3 and 4*2 now.', '\\*'],
    ['stars that became bold', 'That f**k and s**t again.', '\\*'],
    ['a backtick', 'It is `code now.', 'backtick'],
    ['a backtick for an apostrophe', 'I don`t know.', 'backtick'],
    ['a table without its line', '|a|b|\n|c|d|', 'A table'],
    ['bullets of another kind', '• one\n• two', 'run together'],
    ['hyphens without spaces', '-one\n-two', 'run together'],
    ['numbers without spaces', '1.one\n2.two', 'run together'],
    ['numbers behind a line', 'Words:\n2) two\n3) three', 'run together'],
    ['letters', 'a) one\nb) two', 'run together'],
    ['boxes to tick', '- [ ] one\n- [x] two', 'tick'],
    ['footnotes', 'It is so[^1] now.', 'footnote'],
    ['HTML that does not end', 'It is <b bold now.', 'HTML'],
    ['a backslash at the end', 'It is so.\\', 'backslash'],
    ['a number that became a list', 'Words.\n\n2019. It was cold.', '2019\\.'],
    ['an invisible sign', 'It\u0092s so.', 'U+0092'],
    ['a box of notes', '!!! tip "Rest"\n    Breathe.', 'box of notes'],
    ['a box that unfolds', '??? note\n    Breathe.', 'box of notes'],
    ['a box between colons', '::: warning\nBreathe.\n:::', 'box of notes'],
    ['a box in a quotation', '> [!NOTE]\n> Breathe.', 'box of notes'],
    ['an emoji by its name', 'Well done :smile: all.', 'Put the sign itself'],
    ['a field of Mailchimp', 'Dear *|FNAME|*, hello.', '*|FNAME|* is of another mailing tool'],
    ['a field in brackets', 'Dear {first_name}, hello.', '{first_name} is of another'],
    ['a field behind a dollar', 'Dear \u0024{firstName}, hello.', 'is of another'],
    ['a field between percent signs', 'Dear %FIRSTNAME%, hello.', '%FIRSTNAME% is of another'],
    ['a field between two of them', 'Dear %%first_name%%, hello.', 'is of another'],
    ['a link of a wiki', 'See [[Night shifts]] now.', 'leads nowhere'],
    ['a command of a website', 'See {% include tip.html %} now.', 'Take it out'],
    ['a class of a website', 'Breathe. {: .lead}', 'Take it out'],
    ['a table of contents', '[TOC]', 'table of contents'],
    ['a definition', 'Rest\n: what you need', 'definitions'],
    ['marked words', 'It is ==so== now.', 'marked in colour'],
    ['a formula', 'It is $x^2$ now.', 'say it in words'],
    ['small letters', 'It is H~2~O now.', 'say it in words'],
    ['settings once more', '---\ntitle: Rest\nlayout: post\n---', 'look like settings'],
  ])('%s', (_, body, hint) => {
    const found = inBody(`A line.\n\n${body}`).filter(problem => problem.includes(' error '))
    expect(found[0]).toMatch(/^first\.md:1[5-8] error /)
    expect(found[0]).toContain(hint)
  })

  test('of other tools each is told, several in one line too', () => {
    const found = inBody('Dear {first_name}, :smile: and [[that]].')
    expect(found).toHaveLength(3)
    expect(found.every(problem => problem.startsWith('first.md:13 error '))).toBe(true)
  })

  test('a field of another tool in a subject is an error', () => {
    expect(
      problemsAfter({ replace: 'subject: One small thing', by: 'subject: For you, {first_name}' }),
    ).toEqual([
      expect.stringMatching(/^first\.md:\d+ error subject: \{first_name\} is of another mailing tool/),
    ])
  })

  test('what is wrong below settings that cannot be read is told with them', () => {
    const found = problemsAfter({ replace: 'minutes:', by: 'subject:' }, withBody('It is **bold ** now.'))
    expect(found.some(problem => problem.includes('here twice'))).toBe(true)
    expect(found.some(problem => problem.includes('**words**'))).toBe(true)
  })

  test('italics without a partner are something to think about', () => {
    expect(inBody('He was *very tired.')).toEqual([
      'first.md:13 warning If * was to begin italics here, it has no partner.',
    ])
  })

  test.each([
    ['title: The first thing', 'title: The **first** thing'],
    ['subject: One small thing', 'subject: One *small* thing'],
    ['subject: One small thing', 'subject: _One_ small thing'],
    ['preheader: What comes before the message.', 'preheader: "[What](https://example.org/)"'],
    ['reflection: What would you keep?', 'reflection: What would `you` keep?'],
    ['in-short: A held door', 'in-short: A **held** door'],
    ['title: The first thing', 'title: "## The first thing"'],
    ['subject: One small thing', 'subject: One **small thing'],
  ])('%s as %s is something to think about', (replace, by) => {
    expect(problemsAfter({ replace, by })).toEqual([
      expect.stringMatching(
        /^first\.md:\d+ warning [\w-]+: is shown as it is typed\. Markdown does nothing here/,
      ),
    ])
  })
})

describe('ordinary words raise no alarm', () => {
  test.each([
    'Thank you #OurNHS for tonight.',
    '#OurNHS is what we say.',
    '5 * 3 is 15, 4 ** 2 is 16, and 2 < 3 > 1.',
    'The file snake_case_name.txt and __init__ stay.',
    'He said [sic] that it was [so far as we know] late, see [1][2] and [3].',
    'Fill in: I felt ______ today, or ____.',
    'At 7:30: note: this, and 10:15:30 too; a:b:c.',
    'From 5% to 10% of us, 100%; {so} it is said, and {x}.',
    'It costs $5, or $6; 2^3 and ~ten minutes~ish.',
    'A == B, and a line of ===.',
    'Price* and terms.\n\n*Not on nights.',
    'A star * between, a dash - between, an under_score between.',
    'Call 0300 123 4567 (free) or 111, 24/7.',
    'It was -5 degrees outside.\n\n- Inside it was warm.\n- Nobody minded.',
    'M&S, R&D; Q&A and <3 for all.',
    'At 7:30 (a) sleep, (b) food and (c) rest.',
    'A | B is either.',
    'C:\\Users\\me and a \\*star\\* and \\[brackets\\] and \\`ticks\\`.',
    '`**code ** [x] (y)` stays as it is.',
    'un*believ*able and **very** *good*, ***both***, ~~gone~~.',
    'See [the pdf](https://example.org/my%20file.pdf "Its title"), [this one](<https://example.org/a b>) and [the other].\n\n[the other]: https://example.org/other',
    '1) one\n2) two\n\n> a quotation\n\n---\n\n1. one\n1. two',
    'Dear all,\\\nthank you.',
    'A. Smith\nB. Jones',
    'What a f**k of a day.',
    'Let a*b be c.',
    'It cost £5*, or €6.',
    'Emoji 🙂 and é, naïve, Llŷn; an ellipsis… and ½.',
  ])('%s', body => {
    expect(inBody(body)).toEqual([])
  })

  test.each([
    'Thank you #OurNHS',
    '5 * 3 = 15',
    'snake_case and [sic]',
    'A* for effort',
    '*Not on nights',
    'Is it (a) or (b)?',
  ])('nor in a subject: %s', words => {
    expect(problemsAfter({ replace: 'One small thing', by: `'${words}'` })).toEqual([])
  })

  test('nor in the journeys of this repository', async () => {
    expect(checkJourney(await readJourneyFolder('journeys/shiftworks')).problems).toEqual([])
  })
})
