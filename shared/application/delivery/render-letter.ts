import { type MailtoFields, mailto } from '../../contracts/mailto.ts'
import type { Card } from '../../domain/circles/card.ts'
import { circleOfTurn } from '../../domain/circles/group-id.ts'
import { day } from '../../domain/duration.ts'
import type { CircleEmail } from '../../domain/email.ts'
import type { Instant } from '../../domain/ids.ts'
import type { Learner } from '../../domain/learner.ts'
import type { CircleTexts } from '../../texts/circle-texts.ts'
import { emailTextsFor } from '../../texts/email-texts-for.ts'
import { wrap } from '../../texts/wrap.ts'
import { escapeHtml } from '../../web/html.ts'
import type { Introduced, LetterFacts } from '../circles/letter-facts.ts'
import { before, filledStyles as styles } from './filled-styles.ts'
import { type LetterParts, linkOf, type RenderContext } from './render-context.ts'

/** A part of a letter as HTML and as plain text. */
interface Part {
  html: string
  text: string
}

const paragraph = (words: string): Part => ({
  html: `<p style="${styles.paragraph}">${escapeHtml(words)}</p>`,
  text: wrap(words),
})

const list = (items: readonly Part[]): Part => ({
  html: `<ul>${items.map(({ html }) => `<li style="${styles.item}">${html}</li>`).join('')}</ul>`,
  text: items.map(({ text }) => `- ${text}`).join('\n\n'),
})

/** A mailto link to all members; in plain text, their addresses to copy. */
const writeToAll = (words: string, others: readonly Introduced[], fields: MailtoFields): Part => {
  const addresses = others.map(({ email }) => email)
  const url = escapeHtml(mailto(addresses, fields))
  return {
    html: `<p style="${styles.paragraph}"><a href="${url}">${escapeHtml(words)}</a></p>`,
    text: before(words, addresses.join(',\n')),
  }
}

/** A person in a letter. The name is isolated, in case it is written from right to left. */
function person({ places, works }: CircleTexts, { name, sector, work }: Card, also: string[] = []): Part {
  const about = `${places[sector]}, ${works[work]}`
  const below = [about, ...also].map(escapeHtml).join('<br>')
  const named = `<div dir="auto"><strong>${escapeHtml(name)}</strong></div>`
  return { html: `${named}${below}`, text: [`${name}: ${about}`, ...also].join('\n') }
}

/** The last whole day before a moment, in words. */
const lastDay = (until: Instant, { language, journey }: RenderContext): string =>
  new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: journey.zone,
  }).format(until - day)

function proposal(
  texts: CircleTexts,
  { others, until }: Extract<LetterFacts, { is: 'proposal' }>,
  context: RenderContext,
): Part[] {
  const { kept, until: by } = texts.letters.proposal
  return [
    list(others.map(card => person(texts, card))),
    paragraph(by(lastDay(until, context))),
    paragraph(kept),
  ]
}

function introduction(
  texts: CircleTexts,
  { others, host, question }: Extract<LetterFacts, { is: 'introduction' }>,
): Part[] {
  const words = texts.letters.introduction
  return [
    paragraph(words.who),
    list(others.map(one => person(texts, one, [one.email]))),
    writeToAll(words.toAll, others, { subject: words.subject }),
    paragraph(words.write),
    paragraph(words.host(host)),
    ...(question === undefined ? [] : [paragraph(words.talk(question))]),
    paragraph(words.ways),
    list(words.wayList.map(way => ({ html: escapeHtml(way), text: wrap(way) }))),
  ]
}

function hosting(texts: CircleTexts, { others }: Extract<LetterFacts, { is: 'hosting' }>): Part[] {
  const { hosting: words, introduction: first } = texts.letters
  const fields = { subject: first.subject, body: words.wordList.join('\r\n\r\n') }
  return [
    paragraph(words.asked),
    list(others.map(one => person(texts, one, [one.email]))),
    paragraph(words.words),
    ...words.wordList.map(paragraph),
    writeToAll(first.toAll, others, fields),
    paragraph(words.pass),
  ]
}

function partsOf(
  texts: CircleTexts,
  facts: Exclude<LetterFacts, { is: 'moot' }>,
  context: RenderContext,
): Part[] {
  switch (facts.is) {
    case 'proposal':
      return proposal(texts, facts, context)
    case 'introduction':
      return introduction(texts, facts)
    case 'hosting':
      return hosting(texts, facts)
    case 'ended':
      return texts.letters.ended[facts.why].map(paragraph)
    case 'nobody':
      return [paragraph(texts.letters.nobody[facts.why])]
  }
}

/** The id of the proposal or circle whose page the button opens. */
const pageOf = ({ kind, group }: CircleEmail): string =>
  kind === 'circle-hosting' ? circleOfTurn(group).id : group

function urlOf(learner: Learner, email: CircleEmail, { links, publicUrl, now }: RenderContext): string {
  const link = { purpose: 'circle' as const, ...linkOf(learner), mailedAt: now, group: pageOf(email) }
  const token = links.token(link)
  return `${publicUrl}/circles?t=${token}`
}

/** Renders the parts of a letter about its group for its reader. */
export function renderLetter(
  learner: Learner,
  email: CircleEmail,
  facts: Exclude<LetterFacts, { is: 'moot' }>,
  context: RenderContext,
): LetterParts {
  const parts = partsOf(emailTextsFor(context.language).circles, facts, context)
  return {
    html: parts.map(({ html }) => html).join(''),
    text: parts.map(({ text }) => text).join('\n\n'),
    url: urlOf(learner, email, context),
  }
}
