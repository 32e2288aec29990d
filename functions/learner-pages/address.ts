import { act } from '../../shared/application/act.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import type { LinkOf } from '../../shared/contracts/link.ts'
import type { OutcomeOf } from '../../shared/domain/decide.ts'
import { addressTakenPage, confirmedPage } from '../../shared/pages/messages.ts'
import type { Site } from '../../shared/pages/site.ts'
import { pageResponse, type WebResponse } from '../../shared/web/response.ts'
import { behind, holderOf, inLanguageOfReader, linkTrouble, withoutHolder } from './parts.ts'

/** What a page says of what was done. */
type Say = (site: Site) => WebResponse

const confirmed =
  (what: 'address' | 'undo-address'): Say =>
  site =>
    pageResponse(() => confirmedPage(site, { what }))

const afterConfirmation: Readonly<Record<OutcomeOf<'ConfirmAddress'>, Say>> = {
  done: confirmed('address'),
  'done-before': confirmed('address'),
  replaced: site => linkTrouble(site, 'withdrawn'),
  'not-a-learner': site => linkTrouble(site, 'replaced'),
}

/** The button behind the link that was mailed to the new address. */
export async function confirmAddress(
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'address'>,
): Promise<WebResponse> {
  const { learnerId, occurrence } = link
  const holder = await holderOf(deps, link)
  if (!holder) return withoutHolder(site, deps, link)
  const inLanguage = await inLanguageOfReader(site, deps, holder)
  const { newAddressHash } = holder.details
  const taken = newAddressHash && (await deps.learners.idOf(newAddressHash))
  if (taken && taken !== learnerId)
    return { ...pageResponse(() => addressTakenPage(inLanguage)), status: 409 }
  const { outcome } = await act(behind(deps, link), learnerId, { type: 'ConfirmAddress', occurrence })
  return afterConfirmation[outcome](inLanguage)
}

const afterUndoing: Readonly<Record<OutcomeOf<'UndoAddressChange'>, Say>> = {
  done: confirmed('undo-address'),
  'done-before': confirmed('undo-address'),
  'link-outdated': site => linkTrouble(site, 'not-undone'),
  'not-a-learner': site => linkTrouble(site, 'not-undone'),
}

/** The button behind the link that was mailed to the old address. */
export async function undoAddress(
  site: Site,
  deps: LearnerPagesDeps,
  link: LinkOf<'undo-address'>,
): Promise<WebResponse> {
  const { learnerId, occurrence, addressVersion = 0 } = link
  const command = { type: 'UndoAddressChange' as const, occurrence, addressVersion }
  const { outcome, record } = await act(behind(deps, link), learnerId, command)
  return afterUndoing[outcome](await inLanguageOfReader(site, deps, record))
}
