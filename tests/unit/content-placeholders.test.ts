import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import { compileEmail } from '../../shared/content/compile-email.ts'
import type { Block } from '../../shared/content/email-drafts.ts'
import { markdownToHtml } from '../../shared/content/markdown.ts'
import { EmailTemplate } from '../../shared/contracts/published-journey.ts'
import { placeholders } from '../../shared/domain/email-kind.ts'
import { enEmails } from '../../shared/texts/en-emails.ts'
import { aJourneyFolder, type Change } from '../support/authored-journey.ts'
import { aCompiledJourney, emailOf } from '../support/compiled-journey.ts'

const withBody = (by: string): Change => ({ replace: 'Somebody holds a door.', by })
const errorsIn = (...changes: Change[]) =>
  checkJourney(aJourneyFolder(...changes)).problems.filter(({ severity }) => severity === 'error')

/** What SES would fill: a name in double curly brackets, with any number of spaces and brackets around it. */
const fillable = (part: string) =>
  Array.from(part.matchAll(/\{\{\{?\s*([\w.]+)\s*\}?\}\}/g), ([, name = '']) => name)

describe('a placeholder in what people will be shown is told with its line, however it is written', () => {
  test.each([
    ['percent signs', '[shop](https://shop.example/?q=%7B%7BprivateUrl%7D%7D)'],
    ['small hexadecimals', '[shop](https://shop.example/?q=%7b%7bprivateUrl%7d%7d)'],
    ['percent signs, twice', '[shop](https://shop.example/?q=%257B%257BprivateUrl%257D%257D)'],
    ['percent signs, four times', '[shop](https://shop.example/?q=%2525257B%2525257BprivateUrl%7D%7D)'],
    ['half in percent signs', '[shop](https://shop.example/?q={%7BprivateUrl}%7D)'],
    ['HTML entities', '[shop](https://shop.example/?q=&#123;&#x7B;privateUrl&rcub;&rbrace;)'],
    ['HTML entities, twice', '[shop](https://shop.example/?q=&amp;#123;&amp;#123;privateUrl}})'],
    ['backslashes', '[shop](https://shop.example/?q=\\{\\{privateUrl\\}\\})'],
    ['spaces', '[shop](<https://shop.example/?q={{ privateUrl }}>)'],
    ['three brackets', '[shop](https://shop.example/?q={{{reference}}})'],
    ['invisible signs', '[shop](https://shop.example/?q={\u200B{privateUrl}\u200B})'],
    ['wide brackets', '[shop](https://shop.example/?q=｛｛privateUrl｝｝)'],
    ['the author’s own, encoded', '[shop](https://shop.example/?q=%7B%7Breference%7D%7D)'],
    ['a host', '[shop](https://{{reference}}.example/)'],
    ['a name before the host', '[shop](https://{{reference}}@shop.example/)'],
    ['an address to write to', '[shop](mailto:{{reference}}@shop.example)'],
    ['a title', '[shop](https://shop.example/ "{{reference}}")'],
    ['an address between angle brackets', '<https://shop.example/?q={{privateUrl}}>'],
    ['an address elsewhere', '[shop][1]\n\n[1]: https://shop.example/?q=%7B%7BprivateUrl%7D%7D'],
    ['a picture’s address', '![A shop](https://shop.example/a.png?q={{reference}})'],
    ['a picture’s address, encoded', '![A shop](https://shop.example/a.png?q=%7B%7Breference%7D%7D)'],
    ['a picture’s description', '![{{boom}}](https://shop.example/a.png)'],
    ['a picture’s description, in bold', '![{**{boom}**}](https://shop.example/a.png)'],
    ['a picture’s title', '![A shop](https://shop.example/a.png "{{boom}}")'],
    ['words', 'Hello {{firstName}}'],
    ['words in pieces', 'Hello {*{privateUrl}*}'],
    ['words in entities', 'Hello &#123;&lcub;privateUrl}&#125;'],
    ['words with backslashes', 'Hello \\{\\{privateUrl\\}\\}'],
    ['code', 'Hello `{{privateUrl}}`'],
    ['a link’s words', '[{{reference}}](https://shop.example/)'],
    ['a heading', '## {{reference}}'],
    ['a list', '- a\n- {{privateUrl}}'],
  ])('%s', (_, body) => {
    const [problem] = errorsIn(withBody(`A line.\n\n${body}`))
    expect(problem?.file).toBe('first.md')
    expect(problem?.line).toBeGreaterThanOrEqual(15)
    expect(problem?.message).toMatch(
      /placeholder|would not become a name|curly brackets|\{\{reference\}\}|must be whole/,
    )
  })

  test.each([
    ['title: The first thing', 'title: "{{privateUrl}}"'],
    ['subject: One small thing', 'subject: "{{privateUrl}}"'],
    ['preheader: What comes before the message.', 'preheader: "{{ privateUrl }}"'],
    ['reflection: What would you keep?', 'reflection: "{{{privateUrl}}}"'],
  ])('%s', (replace, by) => {
    expect(errorsIn({ replace, by })[0]?.message).toContain('may not hold {{ or }}')
  })

  test.each([
    ['title: Small things', 'title: "{{privateUrl}}"'],
    ['sender: Small things <', 'sender: "{{privateUrl}} <'],
    ['What this journey', '[What](https://shop.example/?q=%7B%7BprivateUrl%7D%7D) this journey'],
  ])('of the journey: %s', (replace, by) => {
    const [problem] = errorsIn({ in: 'journey.md', replace, by: by.replace(/<$/, 'x" <') })
    expect(problem?.file).toBe('journey.md')
  })
})

test('the reference may stand anywhere behind the host of a link, and nothing else need be said about it', async () => {
  const body = withBody(
    '[a](https://learn.example/{{reference}}/x), [b](https://learn.example?r={{reference}}#{{reference}}) and { [c](https://learn.example/{x}) }',
  )
  expect(errorsIn(body)).toEqual([])
  const { html, text } = emailOf(await aCompiledJourney(body), 'module.first')
  expect(html).toContain('href="https://learn.example/{{reference}}/x"')
  expect(text).toContain('] https://learn.example?r={{reference}}#{{reference}}\n')
})

test('whatever an author writes, what is published asks for the reference and the first name alone, and never falls over', async () => {
  const allowed = ['reference', 'firstNameHtml', 'firstNameText']
  const frameOf = ({ html, text, subject }: EmailTemplate) =>
    fillable(html + text + subject).filter(name => !allowed.includes(name))
  const usual = frameOf(emailOf(await aCompiledJourney(withBody('x')), 'module.first'))
  const piece = fc.constantFrom(
    ...[
      '{',
      '{',
      '}',
      '}',
      '%7B',
      '%7D',
      '%25',
      '&#123;',
      '&amp;',
      '*',
      '**',
      '`',
      '\\',
      '\n',
      ' ',
      '"',
      '<',
      '>',
    ],
    ...[
      '[a](https://a.example/',
      ')',
      '![b](https://a.example/',
      '[',
      '](',
      'privateUrl',
      '{{reference}}',
      '{{firstName|friend}}',
      'firstName|',
      'x',
    ],
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 14 }), async pieces => {
      const { journey } = checkJourney(aJourneyFolder(withBody(`x\n\n${pieces.join('')}`)))
      if (!journey) return
      const published = await compileJourney(journey)
      expect(frameOf(emailOf(published, 'module.first'))).toEqual(usual)
    }),
    { numRuns: 60 },
  )
})

describe('should lint ever overlook one', () => {
  const letterhead = { name: 'Small things', language: 'en-GB' }
  const emailWith = (block: Block) =>
    compileEmail(
      { key: 'module.x', subject: 's', preheader: 'p', blocks: [block], footer: { why: 'w', links: [] } },
      letterhead,
      enEmails,
    )

  test.each<Block>([
    { is: 'paragraph', text: 'Hello {{privateUrl}}' },
    { is: 'button', text: '{{doneUrl}}', to: 'doneUrl' },
    { is: 'markdown', markdown: '[shop](https://shop.example/?q=%7B%7BprivateUrl%7D%7D)' },
    { is: 'markdown', markdown: '![{{doneUrl}}](https://shop.example/a.png)' },
  ])('the email is not compiled: %o', async block => {
    await expect(emailWith(block)).rejects.toThrow('cannot be published')
  })

  test('an email is not compiled that asks for what its kind has no value for', async () => {
    const fault = 'its kind may not ask for {{privateUrl}}'
    await expect(emailWith({ is: 'button', text: 'Open', to: 'privateUrl' })).rejects.toThrow(fault)
  })

  test('an encoded one is left as it is by what renders Markdown', () => {
    const names = placeholders.filter(name => name !== 'reference')
    for (const name of names)
      expect(markdownToHtml(`[shop](https://shop.example/?q=%7B%7B${name}%7D%7D)`)).not.toContain('{{')
  })

  test.each([
    ['html', '<a href="https://shop.example/?q={{privateUrl}}">x</a>'],
    ['html', '<a href="https://shop.example/ {{greetingText}}">x</a>'],
    ['html', '<img src="https://shop.example/a.png?{{reference}}" alt="{{doneUrl}} x">'],
    ['html', '<a href="https://{{reference}}.example/">x</a>'],
    ['html', '<p>{{ privateUrl }}</p>'],
    ['text', '[1] https://shop.example/?q={{privateUrl}}'],
    ['text', '[1] https://shop.example/{{doneUrl}}'],
    ['subject', 'https://shop.example/{{doneUrl}}'],
  ])('no stored template is read in which one stands inside something else: %s %s', (part, content) => {
    const template = {
      key: 'x',
      subject: 's',
      html: '<p>h</p>',
      text: 't',
      placeholders: [],
      [part]: content,
    }
    expect(EmailTemplate.safeParse(template).success).toBe(false)
  })
})

describe('the reader’s first name', () => {
  const naming = '**Thank you, {{firstName|friend}}**, and so it is, {{firstName|friend}}.'
  const pageOf = async (...changes: Change[]) => (await aCompiledJourney(...changes)).pages[0]?.html

  test('has a slot in the email of the module, in HTML and in text, and none anywhere else', async () => {
    const { emails } = await aCompiledJourney(withBody(naming))
    const module = emails.find(({ key }) => key === 'module.first')
    expect(module?.nameless).toBe('friend')
    expect(module?.html).toContain('Thank you, {{firstNameHtml}}</strong>, and so it is, {{firstNameHtml}}.')
    expect(module?.text).toContain('Thank you, {{firstNameText}}, and so it is, {{firstNameText}}.')
    expect(module?.placeholders).toEqual(expect.arrayContaining(['firstNameHtml', 'firstNameText']))
    for (const { key, placeholders: asked, nameless } of emails.filter(one => one !== module)) {
      expect(
        asked.filter(name => name.startsWith('firstName')),
        key,
      ).toEqual([])
      expect(nameless, key).toBeUndefined()
    }
  })

  test('is nobody’s on the page, which is opened from emails that were forwarded', async () => {
    expect(await pageOf(withBody(naming))).toContain('Thank you, friend</strong>, and so it is, friend.')
  })

  test.each([
    ['a heading', '## {{firstName|friend}}, once more'],
    ['a list', '- {{firstName|my dear}}\n- you'],
    ['the words of a link', '[For {{firstName|you all}}](https://shop.example/)'],
    ['an apostrophe and a hyphen', 'Well, {{firstName|night-shift’s own}}!'],
    ['quotation marks around it', 'They said "{{firstName|friend}}".'],
    ['an address to somebody', 'Dear {{firstName|friend}}: go on ... {{firstName|friend}}...'],
    ['behind something in italics', '*Now*, {{firstName|friend}}'],
  ])('may stand in %s', async (_, body) => {
    expect(errorsIn(withBody(body))).toEqual([])
    expect(await pageOf(withBody(body))).not.toContain('{{firstName')
  })

  test.each([
    ['Hello {{firstName}}', '{{firstName}} would not become a name. Write {{firstName|friend}}'],
    ['Hello {{firstName|}}', '{{firstName|}} would not become a name.'],
    ['Hello {{ firstName | friend }}', '{{ firstName | friend }} would not become a name.'],
    ['Hello {{first_name|friend}}', '{{first_name|friend}} would not become a name.'],
    ['Hello {{FIRSTNAME}}', '{{FIRSTNAME}} would not become a name.'],
    ['Hello {{name}}', '{{name}} would not become a name.'],
    ['Hello {{user.first_name}}', '{{user.first_name}} would not become a name.'],
    ['Hello {{{firstName|friend}}}', '{{{firstName|friend}}} would not become a name.'],
    ['Hello {{firstName|<b>}}', 'would not become a name.'],
    ['Hello {{firstName|{{reference}}}}', 'would not become a name.'],
    [`Hello {{firstName|${'a'.repeat(41)}}}`, 'would not become a name.'],
    ['Hello {firstName|friend}', '{firstName|friend} is of another mailing tool'],
    ['Hello {{lastName|friend}}', '{{firstName|friend}} in the text of a module and {{reference}}'],
    ['[x](https://shop.example/?q={{firstName|friend}})', 'is the only one that an address may hold'],
    ['![{{firstName|friend}}](https://shop.example/a.png)', 'is not filled in here'],
    ['[the shop](https://shop.example/ "{{firstName|friend}}")', 'is not filled in here'],
    [
      'Hello {{firstName|friend}}, dear {{firstName|you}}',
      '“friend” stands for who gave no name above, and “you” here',
    ],
  ])('is named where it would not work: %s', (body, message) => {
    expect(
      errorsIn(withBody(body))
        .map(problem => problem.message)
        .join('\n'),
    ).toContain(message)
  })

  test('is refused in what goes to nobody in particular', () => {
    const inSettings = errorsIn({ replace: 'subject: One', by: 'subject: "{{firstName|friend}}' }).concat(
      errorsIn({ replace: 'in-short: A held', by: 'in-short: "{{firstName|friend}}" A held' }),
    )
    expect(inSettings.length).toBeGreaterThan(0)
    const [onSignUp] = errorsIn({
      in: 'journey.md',
      replace: 'What this',
      by: 'Dear {{firstName|friend}}, what this',
    })
    expect(onSignUp?.message).toContain(
      'is not filled in here: a first name may stand among the words of a module alone',
    )
  })

  test('stands in no address, whatever publishes it', () => {
    const of = (html: string) =>
      EmailTemplate.safeParse({ key: 'k', subject: 's', html, text: '', placeholders: [] }).success
    expect(of('<p>Thank you, {{firstNameHtml}}!</p>')).toBe(true)
    for (const html of [
      '<a href="https://shop.example/{{firstNameHtml}}">x</a>',
      '<a href="{{firstNameHtml}}">x</a>',
      '<p>https://shop.example/{{firstNameHtml}}</p>',
      '<p>{{firstNameHtml}}@shop.example</p>',
      '<p>{{firstNameHtml}}{{doneUrl}}</p>',
    ])
      expect(of(html), html).toBe(false)
  })
})
