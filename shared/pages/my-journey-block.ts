import type { Why } from '../domain/expected.ts'
import type { JourneyId } from '../domain/ids.ts'
import type { LikedTimes, Weekday } from '../domain/preferences.ts'
import { myJourneyTextsFor } from '../texts/my-journey-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { type CircleOffer, circlesOffer } from './circles-offer.ts'
import { actionForm } from './components/action-form.ts'
import { arc, type Place } from './components/arc.ts'
import { fold } from './components/fold.ts'
import { dayInWords, type NextEmail } from './day.ts'
import { type OwnGroup, ownGroup } from './own-groups.ts'
import type { Site } from './site.ts'

/** A module to read again. */
export interface ModuleLink {
  title: string
  url: string
}

/** The next module. */
export interface NextModule {
  title: string
  /** Whether they were sent it before their pause. */
  isAgain: boolean
  /** `soon`: it is due; `on-its-way`: it was handed to SES. */
  when: NextEmail | 'soon' | 'on-its-way'
  why: Why
  /** The only sending days of the journey, if they apply to this person. */
  sendsOn?: readonly Weekday[]
  /** It can be requested before its time. */
  canBeAsked: boolean
}

/** The end of a break. */
type BreakEnd = Pick<NextEmail, 'day' | 'isAnotherYear'>

/** One journey of the learner. */
export interface JourneyBlock {
  id: JourneyId
  title: string
  state: 'starting' | 'running' | 'paused' | 'completed'
  /** The places of their modules, in order. */
  places: readonly Place[]
  /** The module that they have to do. */
  here?: ModuleLink
  next?: NextModule
  /** All modules that they have had, in order. */
  had: readonly (ModuleLink & { isDone: boolean })[]
  /** The end of a current break. */
  breakUntil?: BreakEnd
  /** Their groups of this journey. */
  groups: readonly OwnGroup[]
  /** The offer of circles, if possible. */
  circles?: CircleOffer
  /** They have other journeys, so this one can be left alone. */
  canBeLeft: boolean
}

/** Data shared by all blocks of a page. */
export interface Around {
  token: string
  /** Their preferred times. */
  liked: LikedTimes
  isUnreachable: boolean
}

/** A journey: the learner's place in it, what comes next and why then, and what they have had. */
export function journeyBlock(site: Site, around: Around, block: JourneyBlock, isFirstPaused: boolean): Html {
  const myJourney = myJourneyTextsFor(site.texts.language)
  const done = block.places.filter(place => place === 'done').length
  const words = myJourney.progress(done, block.places.length)
  return html`<section class="app-card" aria-labelledby="journey-${block.id}">
<h2 class="govuk-heading-m" id="journey-${block.id}">${block.title}</h2>
${arc(block.places)}
<p class="govuk-body">${stateOf(site, around, block)}${words}</p>
${here(site, block)}${comesNext(site, around, block)}
${buttons(site, around, block, isFirstPaused)}
${!around.isUnreachable && block.groups.map(group => ownGroup(site, group))}
${block.circles && !around.isUnreachable && circlesOffer(site, block.circles, true)}
${had(site, block)}${leaveOne(site, around, block)}
</section>`
}

/** If no email may reach them, nothing is announced and no button is offered. */
function stateOf(
  { texts: { language } }: Site,
  { isUnreachable }: Around,
  { state, breakUntil }: JourneyBlock,
): Html | false {
  if (isUnreachable && state !== 'completed') return false
  const { states, onBreak } = myJourneyTextsFor(language)
  const rests = state === 'running' && breakUntil
  return html`<strong>${rests ? onBreak(dayInWords(language, rests)) : states[state]}</strong> `
}

const link = ({ title, url }: ModuleLink): Html => html`<a class="govuk-link" href="${url}">${title}</a>`

function here({ texts }: Site, { here }: JourneyBlock): Html | false {
  const myJourney = myJourneyTextsFor(texts.language)
  return here !== undefined && html`<p class="govuk-body">${myJourney.atModule} ${link(here)}</p>`
}

/** Announces nothing to a person whom no email may reach. */
function comesNext(site: Site, { liked, isUnreachable }: Around, block: JourneyBlock): Html | false {
  const { language } = site.texts
  const myJourney = myJourneyTextsFor(language)
  const { next, here, state } = block
  if (isUnreachable || state !== 'running') return false
  if (!next) return html`<p class="govuk-body">${here ? myJourney.afterThis : myJourney.nothingLeft}</p>`
  const { title, isAgain, when, why, sendsOn } = next
  const comes = isAgain ? myJourney.comesAgain : myJourney.comes
  const planned = (day: NextEmail) =>
    [
      comes(title, dayInWords(language, day), day.part),
      myJourney.because(why, liked, sendsOn),
      ...(isAgain && here ? [myJourney.readNow] : []),
    ].join(' ')
  const atOnce = { soon: myJourney.comesSoon, 'on-its-way': myJourney.onItsWay }
  const text = typeof when === 'string' ? atOnce[when](title) : planned(when)
  return html`<p class="govuk-body">${text}</p>`
}

/** The email about a pause links to `#resume`. */
function buttons(
  { texts }: Site,
  { token, isUnreachable }: Around,
  { id, title, state, next }: JourneyBlock,
  isFirstPaused: boolean,
): Html | false {
  const myJourney = myJourneyTextsFor(texts.language)
  if (state === 'completed' || state === 'starting') return false
  const about = myJourney.ofJourney(title)
  const press = (action: 'resume' | 'next-now' | 'pause', isSecondary: boolean) =>
    actionForm({
      ...(isFirstPaused && { id: 'resume' }),
      to: '/my-journey',
      hidden: { t: token, action, journey: id },
      button: { text: myJourney[action], about, ...(isSecondary && { kind: 'secondary' }) },
    })
  if (state === 'paused') return press('resume', false)
  return html`${next?.canBeAsked && !isUnreachable && press('next-now', false)}${press('pause', true)}`
}

function had({ texts }: Site, { title, had, state }: JourneyBlock): Html | false {
  const myJourney = myJourneyTextsFor(texts.language)
  if (had.length === 0) return false
  const items = had.map(
    module =>
      html`<li>${link(module)}${module.isDone && html` <span class="app-quiet">${myJourney.isDone}</span>`}</li>`,
  )
  return fold({
    summary: myJourney.had(had.length),
    about: myJourney.ofJourney(title),
    content: html`<ul class="govuk-list govuk-list--spaced">${items}</ul>`,
    isOpen: state === 'completed',
  })
}

function leaveOne({ texts }: Site, { token }: Around, { id, title, canBeLeft }: JourneyBlock): Html | false {
  const { leaveOne } = myJourneyTextsFor(texts.language)
  if (!canBeLeft) return false
  return fold({
    summary: leaveOne.heading,
    about: title,
    content: html`<p class="govuk-body">${leaveOne.text}</p>${actionForm({
      to: '/my-journey',
      hidden: { t: token, action: 'leave-journey', journey: id },
      button: { text: leaveOne.button, about: title, kind: 'warning' },
    })}`,
  })
}
