import type { GroupAction } from '../contracts/group-actions.ts'
import type { GroupNotice } from '../contracts/notice.ts'
import type { CircleMate } from '../domain/circles/card.ts'
import { type Met, Worth } from '../domain/circles/circle.ts'
import { groupTextsFor } from '../texts/group-texts-for.ts'
import { type Html, html } from '../web/html.ts'
import { actionForm, type Button } from './components/action-form.ts'
import { fold } from './components/fold.ts'
import { options, optionsOf } from './components/form-fields.ts'
import { notice } from './components/notice.ts'
import { paragraphs } from './components/section.ts'
import { layout } from './layout.ts'
import { messageLink, messagePage } from './messages.ts'
import type { Site } from './site.ts'
import { toMyJourney } from './to-my-journey.ts'

interface OfGroup {
  token: string
  /** The link token of their “my journey”. */
  ownToken: string
  notice?: GroupNotice
}

/** A proposal and the reader's own answer; nothing of anybody else. */
export interface ProposalView extends OfGroup {
  says?: 'yes' | 'no'
  isClosed: boolean
  /** The last day to answer, formatted. */
  day?: string
}

const form = (token: string, action: GroupAction, button: Button, content?: Html): Html =>
  actionForm({ to: '/circles', hidden: { t: token, action }, button, ...(content && { content }) })

const savedNotice = ({ texts }: Site, { notice: done }: OfGroup): Html | false =>
  done !== undefined &&
  notice({
    label: texts.pages.frame.saved,
    title: groupTextsFor(texts.language).saved[done],
    kind: 'success',
  })

/** The page with “Yes, introduce me” and “Not this time”. */
export function proposalPage(site: Site, view: ProposalView): string {
  const { proposal } = groupTextsFor(site.texts.language)
  const onward = toMyJourney(site, view.ownToken)
  if (view.isClosed) return messagePage(site, proposal.closed, onward)
  return layout(site, {
    title: proposal.title,
    main: html`${savedNotice(site, view)}<div class="app-card app-card--message"><h1 class="govuk-heading-l">${proposal.title}</h1>
${paragraphs([...proposal.paragraphs(view.day), proposal.kept])}
${view.says ? html`<p class="govuk-body"><strong>${proposal.said[view.says]}</strong></p>` : paragraphs([proposal.hidden])}
${view.says !== 'yes' && form(view.token, 'yes', { text: proposal.yes })}
${view.says !== 'no' && form(view.token, 'no', { text: proposal.no, kind: 'secondary' })}</div>
${onward}`,
  })
}

/** A learner's circle, or that they have left it. */
export type CircleView = OfGroup &
  (
    | { is: 'left' }
    | {
        is: 'circle'
        others: readonly CircleMate[]
        host?: 'you' | { name: string }
        worth?: Met
        isEnded: boolean
        /** Members may be missing because their rows cannot be read. */
        isPartUnread: boolean
        /** The page to join another round. */
        againUrl?: string
      }
  )

export function circlePage(site: Site, view: CircleView): string {
  const { circle } = groupTextsFor(site.texts.language)
  const words = view.is === 'left' ? circle.left : view.isEnded ? circle.ended : undefined
  const title = words?.title ?? circle.title
  return layout(site, {
    title,
    main: html`<div class="app-prose">${savedNotice(site, view)}
<h1 class="govuk-heading-l">${title}</h1>
${words && paragraphs(words.paragraphs)}
${view.is === 'circle' && inCircle(site, view)}
${reportFold(site, view)}
${toMyJourney(site, view.ownToken)}</div>`,
  })
}

type InCircle = Extract<CircleView, { is: 'circle' }>

const inCircle = (site: Site, view: InCircle): Html =>
  html`${view.isPartUnread && paragraphs([groupTextsFor(site.texts.language).circle.partUnread])}
${!view.isEnded && running(site, view)}
${met(site, view)}
${view.againUrl !== undefined && view.isEnded && messageLink(view.againUrl, groupTextsFor(site.texts.language).circle.again)}
${view.others.length > 0 && keepApartFold(site, view)}
${!view.isEnded && leaveFold(site, view)}`

function running(site: Site, view: InCircle): Html {
  const { circle, places, works } = groupTextsFor(site.texts.language)
  const { others, host, token } = view
  const hosts =
    host === undefined ? circle.host.nobody : host === 'you' ? circle.host.you : circle.host.other(host.name)
  const people = html`<p class="govuk-body-l">${circle.lead}</p>
<ul class="govuk-list govuk-list--bullet">${others.map(
    ({ name, sector, work }) =>
      html`<li><strong><bdi>${name}</bdi></strong>: ${places[sector]}, ${works[work]}</li>`,
  )}</ul>
${paragraphs([circle.addresses])}`
  return html`${others.length > 0 ? people : paragraphs([circle.nobody])}
${paragraphs([hosts])}${host === 'you' && form(token, 'pass-on', { text: circle.passOn, kind: 'secondary' })}`
}

/** Shows the answer that they gave, if any. */
function met({ texts }: Site, { token, worth }: InCircle): Html {
  const { met: words } = groupTextsFor(texts.language).circle
  const asks = options({
    name: 'worth',
    kind: 'radios',
    field: { label: words.legend, hint: words.hint },
    options: optionsOf(Worth.options, words.options),
    chosen: worth ? [worth] : [],
    errorPrefix: texts.pages.frame.errorPrefix,
  })
  return html`<section class="app-card"><h2 class="govuk-heading-m">${words.heading}</h2>
${form(token, 'met', { text: words.button }, asks)}</section>`
}

/** Open if they have just pressed it, so that a slip can be undone. */
function keepApartFold({ texts }: Site, { token, others }: InCircle): Html {
  const { apart: words } = groupTextsFor(texts.language).circle
  const one = ({ name, place, isApart }: CircleMate): Html => {
    const hidden = { t: token, action: isApart ? 'together' : 'apart', with: String(place) }
    const label = isApart ? { text: words.undo, about: words.undoAbout(name) } : { text: words.button(name) }
    const button = { ...label, kind: 'secondary' as const }
    return html`${isApart && paragraphs([words.is(name)])}${actionForm({ to: '/circles', hidden, button })}`
  }
  return fold({
    summary: words.heading,
    content: html`${paragraphs([words.text])}${others.map(one)}`,
    isOpen: others.some(({ isApart }) => isApart),
  })
}

function leaveFold({ texts }: Site, { token }: InCircle): Html {
  const { leave: words } = groupTextsFor(texts.language).circle
  const button = { text: words.button, kind: 'warning' as const }
  return fold({
    summary: words.heading,
    content: html`${paragraphs([words.text])}${form(token, 'leave', button)}`,
  })
}

/**
 * Also after leaving or after the end. Only the person who has just reported sees that it was reported, and nobody to
 * whom they forward the email.
 */
function reportFold({ texts }: Site, { token, notice: done }: OfGroup): Html {
  const { report: words } = groupTextsFor(texts.language).circle
  if (done === 'circle-reported')
    return html`<section class="app-card"><h2 class="govuk-heading-m">${words.told.heading}</h2>${paragraphs([words.told.text])}</section>`
  const button = { text: words.button, kind: 'warning' as const }
  return fold({
    summary: words.heading,
    content: html`${paragraphs([words.text, words.hidden])}${form(token, 'report', button)}`,
  })
}
