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
    expect(problem?.message).toMatch(/placeholder|curly brackets|\{\{reference\}\}|must be whole/)
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

test('whatever an author writes, what is published asks for the reference alone, and never falls over', async () => {
  const frameOf = ({ html, text, subject }: EmailTemplate) =>
    fillable(html + text + subject).filter(name => name !== 'reference')
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
