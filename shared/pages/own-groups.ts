import type { CalendarDay } from '../domain/preferences.ts'
import { myJourneyTextsFor } from '../texts/my-journey-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { paragraphs } from './components/section.ts'
import { dayInWords } from './day.ts'
import { wayOn } from './messages.ts'
import type { Site } from './site.ts'

/** A group that somebody is in; `unread`: what is stored of one cannot be read. */
export type OwnGroup =
  | { is: 'unread' }
  | ({
      /** Of its page: behind a private link alone. */
      url?: string
    } & (
      | {
          is: 'asked'
          /** Until when they can count on being heard; absent once that is over and the group is not closed yet. */
          day?: CalendarDay
        }
      | {
          is: 'introduced'
          /** The last day of their circle. */
          day: CalendarDay
        }
    ))

/** That somebody is asked about a group, or is in a circle: no name and nothing of the others, since emails get forwarded. */
export function ownGroup({ texts }: Site, group: OwnGroup): Html {
  const { groups } = myJourneyTextsFor(texts.language)
  const words = groups[group.is]
  const section = (text: string, way: Html): Html =>
    html`<section class="app-prose"><h3 class="govuk-heading-s">${words.heading}</h3>
${paragraphs([text])}${way}</section>`
  if (group.is === 'unread') return section(groups.unread.text, html``)
  const inWords = (day: CalendarDay) => dayInWords(texts.language, { day, isAnotherYear: false })
  const text =
    group.is === 'asked'
      ? groups.asked.text(group.day && inWords(group.day))
      : groups.introduced.text(inWords(group.day))
  return section(
    text,
    group.url ? wayOn(group.url, groups[group.is].link) : html`${paragraphs([groups.where])}`,
  )
}
