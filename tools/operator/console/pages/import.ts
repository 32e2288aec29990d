import { button } from '../../../../shared/pages/components/action-form.ts'
import { checkbox, select, textInput } from '../../../../shared/pages/components/form-fields.ts'
import { type Html, html } from '../../../../shared/web/html.ts'
import { checkImport, type ImportInput, importInputs } from '../../import/asked-import.ts'
import { importAsked } from '../../import/import-asked.ts'
import { type DryRun, dryRunLines } from '../../import/import-in-words.ts'
import { columns, neededColumns } from '../../import/person-row.ts'
import { OperatorProblem } from '../../problem.ts'
import { reasonProblem } from '../../reason.ts'
import type { ConsoleContext, ConsoleRoutes } from '../console-context.ts'
import { consoleSession, endedWork } from '../console-session.ts'
import { readValues } from '../read-values.ts'
import { consolePage } from '../views/frame.ts'
import type { EndedWork } from '../works.ts'
import { follow } from './work.ts'

const section = 'Journeys'
const back = { path: '/import', words: 'Another file' }

/** Imports people who agreed elsewhere. First the file is only read; a second step imports its people. */
export const importRoutes: ConsoleRoutes = {
  get: {
    '/import': async (_request, context) => {
      const heads = await context.deps.library.list()
      const journeys = heads.map(({ journey: { id, title } }) => ({ value: id, label: title }))
      return consolePage(context, { title: 'Import people', section, main: fileForm(context, journeys) })
    },
  },
  post: {
    '/import': ({ form }, context) => {
      const input = readAsked(form)
      return follow(context, {
        title: 'Reading the file',
        section,
        back,
        run: async listener =>
          read(context, input, (await checkImport(consoleSession(context, listener), input)).checked),
      })
    },
    '/import/run': ({ form }, context) => {
      const input = readAsked(form)
      const why = form.get('why')?.trim() ?? ''
      const problem = reasonProblem(why)
      if (problem !== undefined) throw new OperatorProblem(problem)
      return follow(context, {
        title: `Import into ${input.journey}`,
        section,
        back,
        canStop: true,
        run: async listener =>
          endedWork(context, await importAsked(consoleSession(context, listener, why), input)),
      })
    },
  },
}

/** @throws OperatorProblem if a field is invalid or missing */
function readAsked(form: URLSearchParams): ImportInput {
  const { skipBad: _, ...inputs } = importInputs
  const values = readValues(inputs, { skipBad: form.get('skipBad') === 'yes' }, {}, form) as ImportInput
  if (values.file && values.journey) return values
  throw new OperatorProblem('Name the file, and the journey that they join.')
}

const field = (name: string, label: string, hint: string, value = ''): Html =>
  textInput({ name, field: { label, hint }, value, errorPrefix: 'Error:', autocomplete: 'off' })

const fileForm = ({ at }: ConsoleContext, journeys: readonly { value: string; label: string }[]): Html =>
  html`<p class="govuk-body">CSV in UTF-8, whose first line names the columns: ${columns.join(', ')}. Needed are ${neededColumns.join(', ')}. The file is read first, and nothing is changed.</p>
<form method="post" action="${at('/import')}" class="app-card">
${field('file', 'File', 'Its path on the machine on which this console runs')}
${select({ name: 'journey', field: { label: 'Journey' }, options: journeys, none: 'Choose one', errorPrefix: 'Error:' })}
${field('start', 'Day of the first emails', 'Such as 2027-01-11; tomorrow, if empty')}
${field('over', 'Days over which the first emails are spread', '', String(importInputs.over.usual))}
${field('rate', 'People a second', '', String(importInputs.rate.usual))}
${button({ text: 'Read it' })}</form>`

/** The contents of a file, with the button to import its people. */
function read(context: ConsoleContext, input: ImportInput, checked: DryRun): EndedWork {
  const { main } = endedWork(context, { value: checked, lines: style => dryRunLines(checked, style) })
  const hasBad = checked.bad.length > 0
  if (checked.people === 0) return { title: 'The file was read: nobody to take in', main }
  return {
    title: 'The file was read, and nothing was changed',
    main: html`${main}${runForm(context, input, hasBad)}`,
  }
}

const runForm = (
  { at }: ConsoleContext,
  { file, journey, start, over, rate }: ImportInput,
  hasBad: boolean,
): Html =>
  html`<form method="post" action="${at('/import/run')}" class="app-card">
${Object.entries({ file, journey, start, over, rate }).map(
  ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`,
)}
${hasBad && checkbox({ name: 'skipBad', id: 'skip-bad', field: { label: 'Leave the bad lines out' }, errorPrefix: 'Error:' })}
${field('why', 'Why', 'The audit trail keeps it. No names or addresses in it.')}
${button({ text: 'Import them' })}</form>`
