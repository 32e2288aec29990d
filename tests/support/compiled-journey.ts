import { checkJourney } from '../../shared/content/check-journey.ts'
import { compileJourney } from '../../shared/content/compile.ts'
import type { EmailTemplate, PublishedJourney } from '../../shared/contracts/published-journey.ts'
import { aJourneyFolder, type Change } from './authored-journey.ts'

/** The journey of two modules, compiled, with the changes that a test is about. Throws if they make it faulty. */
export async function aCompiledJourney(...changes: Change[]): Promise<PublishedJourney> {
  const { journey, problems } = checkJourney(aJourneyFolder(...changes))
  if (!journey)
    throw new Error(`The test's journey is faulty: ${problems.map(({ message }) => message).join(' ')}`)
  return compileJourney(journey)
}

/** One of a journey's emails. */
export function emailOf({ emails }: PublishedJourney, key: string): EmailTemplate {
  const email = emails.find(candidate => candidate.key === key)
  if (!email) throw new Error(`There is no email ${key}.`)
  return email
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': ' ',
}

/** The words that somebody sees of an email's HTML, in order. */
export const wordsOfHtml = (html: string): string[] =>
  html
    .replaceAll(/<(head|style)[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<div style="display:none[\s\S]*?<\/div>/g, ' ')
    .replaceAll(/<img[^>]*alt="([^"]*)"[^>]*>/g, ' $1 ')
    .replaceAll(/<\/?(strong|em|a)\b[^>]*>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#8202;/g, ' ')
    .replaceAll(/&\w+;/g, entity => entities[entity] ?? entity)
    .split(/[\s·]+/)
    .filter(Boolean)

/** The words of an email's text, without what stands for its layout: addresses, lines and list marks. */
export const wordsOfText = (text: string): string[] =>
  text
    .replaceAll(/^\s*(\[\d+\] \S+|\{\{\w+Url\}\}|[-=]{3,}|\* \* \*)$/gm, '')
    .replaceAll(/^(?:> |- |\d+\. | )+/gm, '')
    .replaceAll(/:$(?=\n\n)/gm, '')
    .replaceAll(/ \[\d+\]/g, '')
    .split(/\s+/)
    .filter(Boolean)
