import type { Log } from '../../shared/adapters/log.ts'
import type { GroupPageReads, Groups } from '../../shared/application/circles/group-page.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import type { FunctionPages } from '../runtime/http.ts'
import { type LearnerReads, tokenIn } from './behind-link.ts'
import { showModule } from './module.ts'

const readsOf = ({ proposals, circles, rounds, ties }: Groups): GroupPageReads => ({
  proposals: { find: proposals.find },
  circles: { find: circles.find },
  rounds: { find: rounds.find },
  ties: { of: ties.of },
})

/** All pages that signed links open. */
export function learnerPagesApp(
  site: Site,
  log: Log,
  deps: () => Promise<LearnerPagesDeps>,
): FunctionPages<'learner-pages', LearnerReads, LearnerPagesDeps> {
  return {
    site,
    log,
    reads: async () => {
      const { learners, reflections, voices, rounds, groups, ...others } = await deps()
      const { clock, links, library, shelfLibrary, bars, circleLibrary, invitations, onUnreadable } = others
      return {
        clock,
        links,
        library,
        learners: { find: learners.find, isErased: learners.isErased },
        shelfLibrary,
        reflections: { ofLearner: reflections.ofLearner },
        voices: { find: voices.find },
        bars,
        circleLibrary,
        invitations: { find: invitations.find },
        rounds: async () => ({ find: (await rounds()).find }),
        groups: async () => readsOf(await groups()),
        onUnreadable,
      }
    },
    writes: deps,
    // Most people come to read modules. Everything else, and the engine for presses, is loaded on first use.
    get: {
      '/confirm': async ({ query }, reads) => (await import('./confirm.ts')).showConfirm(site, reads, query),
      '/welcome': async ({ query }, reads) =>
        (await import('./details.ts')).showDetails(site, reads, '/welcome', query),
      '/details': async ({ query }, reads) =>
        (await import('./details.ts')).showDetails(site, reads, '/details', query),
      '/modules/{journey}/{module}': (request, reads) => showModule(site, reads, request),
      '/my-journey': async ({ query }, reads) =>
        (await import('./my-journey.ts')).showMyJourney(site, reads, query),
      '/preferences': async ({ query }, reads) =>
        (await import('./my-journey.ts')).showMyJourney(site, reads, query),
      '/change-address': async ({ query }, reads) =>
        (await import('./new-address.ts')).showNewAddress(site, reads, tokenIn(query)),
      '/rounds/{journey}': async (request, reads) =>
        (await import('./rounds.ts')).showRound(site, reads, request),
      '/circles': async ({ query }, reads) => (await import('./groups.ts')).showGroup(site, reads, query),
      '/bring-a-colleague': async ({ query }, reads) =>
        (await import('./invitation.ts')).showInvitation(site, reads, query),
      '/reflections': async ({ query }, reads) =>
        (await import('./reflections.ts')).showReflections(site, reads, query),
      '/erased': async ({ query }, reads) =>
        (await import('./erase.ts')).showErased(site, reads, tokenIn(query)),
      '/unsubscribe': async ({ query }, reads) =>
        (await import('./unsubscribe.ts')).showUnsubscribe(site, reads, tokenIn(query)),
    },
    post: {
      '/confirm': {
        takes: ['form'],
        answer: async (request, writes) =>
          (await import('./confirm.ts')).confirm(site, writes, formOf(request.body)),
      },
      '/welcome': {
        takes: ['form'],
        answer: async (request, writes) =>
          (await import('./details.ts')).saveDetails(site, writes, '/welcome', request),
      },
      '/details': {
        takes: ['form'],
        answer: async (request, writes) =>
          (await import('./details.ts')).saveDetails(site, writes, '/details', request),
      },
      '/modules/{journey}/{module}': {
        takes: ['form'],
        answer: async (request, writes) =>
          (await import('./press-in-module.ts')).pressInModule(site, writes, request),
      },
      '/my-journey': {
        takes: ['form'],
        answer: async (request, writes) =>
          (await import('./my-journey.ts')).pressOnMyJourney(site, writes, request),
      },
      '/preferences': {
        takes: ['form'],
        answer: async (request, writes) =>
          (await import('./my-journey.ts')).pressOnMyJourney(site, writes, request),
      },
      '/change-address': {
        takes: ['form'],
        answer: async (request, writes) =>
          (await import('./new-address.ts')).askNewAddress(site, writes, request),
      },
      '/rounds/{journey}': {
        takes: ['form'],
        answer: async (request, writes) => (await import('./rounds.ts')).pressOnRound(site, writes, request),
      },
      '/circles': {
        takes: ['form'],
        answer: async (request, writes) => (await import('./groups.ts')).pressInGroup(site, writes, request),
      },
      '/bring-a-colleague': {
        takes: ['form'],
        answer: async (request, writes) =>
          (await import('./invitation.ts')).pressOnInvitation(site, writes, request),
      },
      '/reflections': {
        takes: ['form'],
        answer: async (request, writes) =>
          (await import('./reflections.ts')).pressOnReflections(site, writes, request),
      },
      '/unsubscribe': {
        takes: 'anything',
        answer: async (request, writes) =>
          (await import('./unsubscribe.ts')).unsubscribe(site, writes, request),
      },
    },
  }
}
