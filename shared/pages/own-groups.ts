import type { CalendarDay } from '../domain/preferences.ts'
import { myJourneyTextsFor } from '../texts/my-journey-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { paragraphs } from './components/section.ts'
import { dayInWords } from './day.ts'
import { messageLink } from './messages.ts'
import type { Site } from './site.ts'

/** A learner's group. `unread`: its row cannot be read. */
export type OwnGroup =
  | { is: 'unread' }
  | ({
      /** The group's page; only behind a private link. */
      url?: string
    } & (
      | {
          is: 'asked'
          /** Until when an answer counts; absent afterwards, until the group is closed. */
          day?: CalendarDay
        }
      | {
          is: 'introduced'
          /** The last day of their circle; absent afterwards, while a report holds it open. */
          day?: CalendarDay
        }
    ))

/** Says that the learner is asked about a group or is in a circle. Names nobody, because emails get forwarded. */
export function ownGroup({ texts }: Site, group: OwnGroup): Html {
  const { groups } = myJourneyTextsFor(texts.language)
  const words = groups[group.is]
  const section = (text: string, way: Html): Html =>
    html`<section class="app-prose"><h3 class="govuk-heading-s">${words.heading}</h3>
${paragraphs([text])}${way}</section>`
  if (group.is === 'unread') return section(groups.unread.text, html``)
  const inWords = (day: CalendarDay) => dayInWords(texts.language, { day, isAnotherYear: false })
  const text = groups[group.is].text(group.day && inWords(group.day))
  return section(
    text,
    group.url ? messageLink(group.url, groups[group.is].link) : html`${paragraphs([groups.where])}`,
  )
}
