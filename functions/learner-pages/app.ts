import type { Log } from '../../shared/adapters/log.ts'
import type { LearnerPagesDeps } from '../../shared/composition/learner-pages.ts'
import type { Site } from '../../shared/pages/site.ts'
import { formOf } from '../../shared/web/body.ts'
import type { FunctionPages } from '../runtime/http.ts'
import { type LearnerReads, tokenIn } from './behind-link.ts'
import { confirm, showConfirm } from './confirm.ts'
import { saveDetails, showDetails } from './details.ts'
import { showErased } from './erase.ts'
import { pressInModule, showModule } from './module.ts'
import { pressOnMyJourney, showMyJourney } from './my-journey.ts'
import { askNewAddress, showNewAddress } from './new-address.ts'
import { pressOnReflections, showReflections } from './reflections.ts'
import { showUnsubscribe, unsubscribe } from './unsubscribe.ts'

/** Everything that a signed link opens. */
export function learnerPagesApp(
  site: Site,
  log: Log,
  deps: () => Promise<LearnerPagesDeps>,
): FunctionPages<'learner-pages', LearnerReads, LearnerPagesDeps> {
  return {
    site,
    log,
    reads: async () => {
      const { clock, links, library, learners, shelfLibrary, reflections, voices, bars } = await deps()
      return {
        clock,
        links,
        library,
        learners: { find: learners.find, isErased: learners.isErased },
        shelfLibrary,
        reflections: { ofLearner: reflections.ofLearner },
        voices: { find: voices.find },
        bars,
      }
    },
    writes: deps,
    get: {
      '/confirm': ({ query }, reads) => showConfirm(site, reads, query),
      '/welcome': ({ query }, reads) => showDetails(site, reads, '/welcome', query),
      '/details': ({ query }, reads) => showDetails(site, reads, '/details', query),
      '/modules/{journey}/{module}': (request, reads) => showModule(site, reads, request),
      '/my-journey': ({ query }, reads) => showMyJourney(site, reads, query),
      '/preferences': ({ query }, reads) => showMyJourney(site, reads, query),
      '/change-address': ({ query }, reads) => showNewAddress(site, reads, tokenIn(query)),
      '/reflections': ({ query }, reads) => showReflections(site, reads, query),
      '/erased': ({ query }, reads) => showErased(site, reads, tokenIn(query)),
      '/unsubscribe': ({ query }, reads) => showUnsubscribe(site, reads, tokenIn(query)),
    },
    post: {
      '/confirm': {
        takes: ['form'],
        answer: (request, writes) => confirm(site, writes, formOf(request.body)),
      },
      '/welcome': {
        takes: ['form'],
        answer: (request, writes) => saveDetails(site, writes, '/welcome', request),
      },
      '/details': {
        takes: ['form'],
        answer: (request, writes) => saveDetails(site, writes, '/details', request),
      },
      '/modules/{journey}/{module}': {
        takes: ['form'],
        answer: (request, writes) => pressInModule(site, writes, request),
      },
      '/my-journey': {
        takes: ['form'],
        answer: (request, writes) => pressOnMyJourney(site, writes, request),
      },
      '/preferences': {
        takes: ['form'],
        answer: (request, writes) => pressOnMyJourney(site, writes, request),
      },
      '/change-address': {
        takes: ['form'],
        answer: (request, writes) => askNewAddress(site, writes, request),
      },
      '/reflections': {
        takes: ['form'],
        answer: (request, writes) => pressOnReflections(site, writes, request),
      },
      '/unsubscribe': {
        takes: 'anything',
        answer: (request, writes) => unsubscribe(site, writes, request),
      },
    },
  }
}
