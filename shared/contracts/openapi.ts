import * as z from 'zod'
import { kindsOfWork } from '../domain/circles/card.ts'
import { Worth } from '../domain/circles/circle.ts'
import { JourneyId, ModuleId } from '../domain/ids.ts'
import { partsOfDay } from '../domain/preferences.ts'
import { excerptLength, reflectionLength } from '../domain/reflections/reflection.ts'
import { sectors } from '../domain/sectors.ts'
import { tryAnswers } from '../domain/try-answers.ts'
import { groupActions } from './group-actions.ts'
import { MyJourneyRequest } from './my-journey-form.ts'
import { ProblemDetails } from './problem-details.ts'
import { type HttpFunction, type Operation, type PathsOf, type Route, routes } from './routes.ts'
import { SignUpAnswer, SignUpRequest } from './sign-up.ts'

/** The summary of each operation. */
const summaries: Readonly<Record<Operation, string>> = {
  'GET /': 'What ShiftWorks is, with the sign-up form',
  'GET /sign-up': 'The sign-up form, and how to put it on another website',
  'POST /sign-up': 'Sign somebody up; they get an email to confirm it',
  'GET /journeys': 'All journeys that one may sign up for',
  'GET /journeys/{journey}': 'What a journey is, with its sign-up form',
  'GET /sign-up/sent': 'The page after a sign-up: the address, to be corrected, for an hour',
  'POST /sign-up/sent': 'Ask for the email again, or for one to another address',
  'GET /invited/{invitation}': 'The sign-up form, for whoever comes by the link of somebody who takes part',
  'GET /invited/{invitation}/{sheet}': 'The same link as a sheet to print: `poster` or `card`',
  'GET /find-me': 'The form that asks for a private link by an address, also for who has left',
  'POST /find-me': 'Ask for it; the answer is the same whether the address is known or not',
  'GET /together': 'Who learns here, in numbers that tell of nobody, and how well people know each other',
  'GET /privacy': 'Privacy notice',
  'GET /sharing': 'What is shown of what learners share, and what is not',
  'GET /accessibility': 'Accessibility statement',
  'GET /openapi.json': 'This document',
  'GET /.well-known/security.txt': 'Where to report a security problem (RFC 9116)',
  'GET /assets/{file}': 'Stylesheet',
  'GET /confirm': 'Page with the button that confirms an email address',
  'POST /confirm': 'Confirm an email address',
  'GET /welcome': 'Page after confirming a sign-up, which asks for what else may be said',
  'POST /welcome': 'Say where one works, a name, a role, or times',
  'GET /details': 'What somebody has said of themselves, behind the private link',
  'POST /details': 'Correct it',
  'GET /modules/{journey}/{module}': 'A module to read',
  'POST /modules/{journey}/{module}':
    'Mark a module as done, say whether they tried what it asks, or go on after a pause',
  'GET /my-journey': 'My journey: where somebody is, what comes next, what they have had',
  'POST /my-journey': 'Ask for the next module, pause, go on, change times, leave, download, erase',
  'GET /preferences': 'The same as /my-journey, for older links',
  'POST /preferences': 'The same as /my-journey, for pages that were open',
  'GET /change-address': 'The new address while it waits for its confirmation, or the form that asks for one',
  'POST /change-address': 'Ask for another address, or correct the one that waits',
  'GET /rounds/{journey}': 'The round of circles that is open in a journey',
  'POST /rounds/{journey}': 'Join it, or take that back',
  'GET /bring-a-colleague': 'The link of their own by which somebody brings colleagues',
  'POST /bring-a-colleague': 'Make such a link, in place of the one before, or stop it',
  'GET /circles': 'A group that is proposed to somebody, or their circle',
  'POST /circles': 'Say yes or not this time; tell that one met, pass hosting on, keep apart, leave, report',
  'GET /reflections': 'What somebody has written under open questions, behind the private link',
  'POST /reflections': 'Change or delete it, share an excerpt of it, or take that back',
  'GET /erased': 'What became of a press on “erase”',
  'GET /unsubscribe': 'Page with the button that stops all emails',
  'POST /unsubscribe': 'Stop all emails; also one-click unsubscribing (RFC 8058)',
}

const schema = (of: z.core.$ZodType) => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(of, { io: 'input' })
  return rest
}

const json = (name: string) => ({ schema: { $ref: `#/components/schemas/${name}` } })
const page = { 'text/html': { schema: { type: 'string' } } }

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': json('ProblemDetails'), ...page },
})

const signUp = {
  requestBody: {
    required: true,
    content: {
      'application/json': json('SignUpRequest'),
      'application/x-www-form-urlencoded': json('SignUpRequest'),
    },
  },
  responses: {
    202: {
      description: 'Taken in. The same answer whether the address is known or not.',
      content: { 'application/json': json('SignUpAnswer'), ...page },
    },
    303: {
      description:
        'Taken in from a form. A browser is sent to the page after it, or to where the form of another website asked.',
    },
    400: refused(
      'What was sent breaks off, or its letters are of another encoding than the one declared, UTF-8 if none is.',
    ),
    403: refused('The form stands on a website that is not on the list.'),
    413: refused('More than 16 KB.'),
    415: refused('Neither a form (application/x-www-form-urlencoded) nor JSON, or compressed.'),
    422: refused('Something in it is wrong: `errors` says what, field by field.'),
    429: {
      ...refused('Too many sign-ups from this network within the hour.'),
      headers: {
        'Retry-After': { description: 'Seconds until there is room.', schema: { type: 'integer' } },
      },
    },
    default: refused('A fault on our side, or no journey to join yet.'),
  },
}

/** Every token is opaque and signed. Without one, these pages only say that the link does not work. */
const signedToken = 'Signed token of a link.'
const inQuery = (name: string, description: string) => ({
  name,
  in: 'query',
  schema: { type: 'string' },
  description,
})
const pageId = 'Random; of the page after a sign-up.'
/** Query parameters of pages with a form that are opened by something other than a token. */
const opened: Partial<Record<Route['path'], ReturnType<typeof inQuery>>> = {
  '/sign-up/sent': inQuery('id', pageId),
  '/find-me': inQuery('link', 'Signed token of a link that somebody came by, if they did.'),
}
const asTyped = 'An address that looks like a slip, and is right.'
const token = z.object({ t: z.string().meta({ description: signedToken }) })

const myJourney = token.extend({
  action: z
    .enum(MyJourneyRequest.def.options.flatMap(({ shape }) => [...shape.action.def.values]))
    .meta({ description: 'The button that was pressed; its fields come with it.' }),
})

/** The text under an open question. */
const written = {
  reflection: z.string().max(reflectionLength).optional(),
  excerpt: z.string().max(excerptLength).optional().meta({ description: 'What is shared of it.' }),
  sure: z.literal('yes').optional().meta({ description: 'Its writer has looked at what was marked.' }),
}

/** The bodies of the pages' forms. */
const forms: Readonly<Record<Exclude<PathsOf<HttpFunction, 'POST'>, '/sign-up'>, z.ZodType>> = {
  '/sign-up/sent': z.object({
    id: z.string().meta({ description: pageId }),
    action: z.enum(['again', 'correct']),
    asked: z
      .string()
      .optional()
      .meta({ description: 'How often it had been asked for again when the page was shown.' }),
    email: z.string().optional().meta({ description: 'The corrected address.' }),
    asTyped: z.string().optional().meta({ description: asTyped }),
  }),
  '/find-me': z.object({
    email: z.string(),
    link: z.string().optional().meta({ description: 'The token of any link from an email to this address.' }),
    asTyped: z.string().optional().meta({ description: asTyped }),
  }),
  '/confirm': token,
  '/welcome': token,
  '/details': token,
  '/modules/{journey}/{module}': token.extend({
    action: z.enum(['done', 'resume', 'tried', 'reflect', 'thank', 'report', 'report-identifies']),
    ...written,
    voice: z.string().optional().meta({ description: 'The voice that a button belongs to.' }),
    answer: z.enum(tryAnswers).optional(),
  }),
  '/my-journey': myJourney,
  '/preferences': myJourney,
  '/change-address': token.extend({
    email: z.string(),
    asTyped: z.string().optional().meta({ description: asTyped }),
  }),
  '/reflections': token.extend({
    action: z.enum(['save', 'share', 'take-back', 'remove', 'agree']),
    journey: JourneyId,
    module: ModuleId,
    ...written,
  }),
  '/rounds/{journey}': token.extend({
    action: z.enum(['join', 'leave']),
    name: z.string().optional().meta({ description: 'The name that others see.' }),
    sector: z.enum(sectors).optional().meta({ description: 'Of who had not said it.' }),
    work: z.enum(kindsOfWork).optional(),
    parts: z.array(z.enum(partsOfDay)).optional(),
    adult: z.literal('yes').optional(),
  }),
  '/bring-a-colleague': token.extend({ action: z.enum(['make', 'stop']) }),
  '/circles': token.extend({
    action: z.enum(groupActions),
    worth: z.enum(Worth.options).optional().meta({ description: 'With `met`.' }),
    with: z.string().optional().meta({ description: 'Which of the others, with `apart` and `together`.' }),
  }),
  '/unsubscribe': token.partial().extend({ 'List-Unsubscribe': z.literal('One-Click').optional() }),
}

const formBody = (form: z.ZodType) => ({
  content: { 'application/x-www-form-urlencoded': { schema: schema(form) } },
})

function operation(method: 'GET' | 'POST', path: Route['path']) {
  const summary = summaries[`${method} ${path}` as Operation]
  if (method === 'POST' && path === '/sign-up') return { summary, ...signUp }
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const inPath = names.map(name => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
  const form = Object.hasOwn(forms, path) ? forms[path as keyof typeof forms] : undefined
  const opens = opened[path] ?? inQuery('t', signedToken)
  const isOpened = form && (method === 'GET' || path === '/unsubscribe')
  const parameters = [...inPath, ...(isOpened ? [opens] : [])]
  return {
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(form && method === 'POST' && { requestBody: formBody(form) }),
    responses: {
      200: { description: 'The page or file.', ...(form && { content: page }) },
      ...(method === 'POST' && { 303: { description: 'Done: on to the page that says what is so.' } }),
      default: refused('Refused.'),
    },
  }
}

/** The OpenAPI 3.1 document of all public addresses, built from the routes and the request schemas. */
export function openApiDocument() {
  const shown = routes.flatMap(({ method, path }) =>
    method === 'GET' || method === 'POST' ? [{ method, path }] : [],
  )
  const paths = Map.groupBy(shown, route => route.path)
  return {
    openapi: '3.1.0',
    info: {
      title: 'ShiftWorks',
      version: '1',
      description:
        'Learning journeys by email. Only `POST /sign-up` is meant for programs; everything else is pages, whose forms are not described field by field.',
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(
      [...paths].map(([path, list]) => [
        path,
        Object.fromEntries(list.map(({ method }) => [method.toLowerCase(), operation(method, path)])),
      ]),
    ),
    components: {
      schemas: {
        SignUpRequest: schema(SignUpRequest),
        SignUpAnswer: schema(SignUpAnswer),
        ProblemDetails: schema(ProblemDetails),
      },
    },
  }
}
