import { select } from '../../../../shared/pages/components/select.ts'
import type { LearnerRecord } from '../../../../shared/store/learner-record.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { joined } from '../../../web/tool-routes.ts'
import type { OperatorDeps } from '../../deps.ts'
import {
  erasePerson,
  journeyOf,
  type LearnerChanged,
  liftSuppression,
  resendModule,
  suppressPerson,
} from '../../learner/change.ts'
import { findPerson } from '../../learner/find-person.ts'
import type { ConsoleRoutes } from '../console-context.ts'
import { type Change, changeRoutes, done } from './change.ts'

interface LearnerChange extends Pick<Change, 'effects' | 'button' | 'isForEver'> {
  path: string
  words: string
  question: (id: string) => string
  work: (
    deps: OperatorDeps,
    record: LearnerRecord,
    why: string,
    values: URLSearchParams,
  ) => Promise<LearnerChanged>
}

/** What can be done for one person, the gentlest first. */
export const learnerChanges: readonly LearnerChange[] = [
  {
    path: 'resend',
    words: 'Send a module again',
    question: id => `Send learner ${id} a module again?`,
    effects: [
      'A module that they were sent before goes out to them once more, within a minute.',
      'Nothing else in their plan moves.',
    ],
    button: 'Send it again',
    work: (deps, record, why, values) => {
      const [journey, moduleId = ''] = (values.get('module') ?? '').split('/')
      return resendModule(deps, record, { journeyId: journeyOf(record, journey), moduleId, why })
    },
  },
  {
    path: 'suppress',
    words: 'End all email to them',
    question: id => `End all email to learner ${id}?`,
    effects: ['No email goes to them, until this is lifted again.', 'Their place in each journey stays.'],
    button: 'End all email',
    work: suppressPerson,
  },
  {
    path: 'unsuppress',
    words: 'Let emails go again',
    question: id => `Let emails go to learner ${id} again?`,
    effects: [
      'Lifts a suppression, a bounce or a complaint, tries anew what SES refused, and takes the address off the suppression list of SES.',
      'What is late is spread over their own times.',
    ],
    button: 'Let emails go',
    work: liftSuppression,
  },
  {
    path: 'erase',
    words: 'Erase them for ever',
    question: id => `Erase learner ${id} for ever?`,
    effects: [
      'All that is held about them goes from the table now, and from its backups within 35 days.',
      'No replay and no restore brings them back. They may sign up anew, as somebody new.',
      'This cannot be undone.',
    ],
    button: 'Erase for ever',
    isForEver: true,
    work: erasePerson,
  },
]

async function modulesSent({ library }: OperatorDeps, { learner }: LearnerRecord): Promise<Html> {
  const sent = await Promise.all(
    Object.values(learner.enrolments).map(async ({ journeyId, emailed }) => {
      const head = await library.head(journeyId)
      const title = (id: string) => head?.journey.modules.find(one => one.id === id)?.title ?? id
      return emailed.map(id => ({ value: `${journeyId}/${id}`, label: title(id) }))
    }),
  )
  const options = sent.flat()
  if (options.length === 0) return html`<p class="govuk-body">They were sent no module yet.</p>`
  return select({
    name: 'module',
    field: { label: 'Module' },
    options,
    none: 'Choose one',
    value: options.at(-1)?.value,
    errorPrefix: 'Error:',
  })
}

/** Each of these as a page that asks, and the press of its button. */
export const learnerChangeRoutes: ConsoleRoutes = joined(
  learnerChanges.map(({ path, question, work, words: _words, ...shown }) =>
    changeRoutes(`/learner/{id}/${path}`, async (values, { params: { id = '' } }, { deps }) => {
      const record = await findPerson(deps, id)
      return {
        ...shown,
        question: question(record.learner.id),
        section: 'Learner',
        ...(path === 'resend' && { fields: await modulesSent(deps, record) }),
        back:
          path === 'erase'
            ? { path: '/learner', words: 'Find another learner' }
            : { path: `/learner/${id}`, words: 'Back to the learner' },
        run: async why => done('Done', [(await work(deps, record, why, values)).words]),
      }
    }),
  ),
)
