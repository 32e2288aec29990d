import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import * as z from 'zod'
import { openApiDocument } from '../../shared/contracts/openapi.ts'
import { routes } from '../../shared/contracts/routes.ts'
import { dateInput } from '../../shared/pages/components/date-input.ts'
import { compileStylesheet, usedClasses } from '../../shared/pages/styles/stylesheet.ts'
import { mirrorViews } from '../support/mirror-views.ts'
import { pageViews } from '../support/page-views.ts'
import { reflectionViews } from '../support/reflection-views.ts'

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1] ?? '')

/** Whether an address is one of this path. */
const isAt = (path: string, address: string): boolean =>
  new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(address.replace(/[?#].*/, ''))

/** Whether one of the routes answers this method and address. */
const isAnswered = (method: string, address: string): boolean =>
  routes.some(route => route.method === method && isAt(route.path, address))

/** The sources of these files, one behind the other. */
function sourcesOf(pattern: string): string {
  const cwd = join(import.meta.dirname, '../..')
  return globSync(pattern, { cwd })
    .map(file => readFileSync(join(cwd, file), 'utf8'))
    .join('\n')
}

it('every page stands among the views that it is tested on, here and in a browser', () => {
  const pages = all(sourcesOf('shared/pages/*.ts'), /^export (?:const|function) (\w+Page)\b/gm)
  const views = sourcesOf('tests/support/*-views.ts')
  expect(pages.length).toBeGreaterThan(30)
  const missing = pages.filter(name => !views.includes(`${name}(`))
  // A frame that others fill, and a file to keep, which is no page of the site.
  const others = ['questionPage', 'myDataPage']
  expect(missing, 'Show it in a file of tests/support/*-views.ts.').toEqual(others)
})

/** Where no page of ours leads by a link, and how people and programs come there. */
const reachedOtherwise = {
  '/sign-up': 'the form of the first page, and of other websites',
  '/sign-up/sent': 'after the form',
  '/openapi.json': 'programs, by the documentation',
  '/.well-known/security.txt': 'RFC 9116',
  '/assets/{file}': 'the head of every page',
  '/confirm': 'emails',
  '/welcome': 'after a confirmation',
  '/change-address': 'emails',
  '/erased': 'after a press',
  '/unsubscribe': 'emails',
}

it('every page has a link that leads there, or a reason to have none', () => {
  const views = Object.values({ ...pageViews, ...mirrorViews, ...reflectionViews })
  const links = views.flatMap(page => all(page, /<a [^>]*href="(\/[^"]*)"/g))
  const pages = routes.filter(({ method }) => method === 'GET').map(({ path }) => path)
  const alone = pages.filter(path => !links.some(link => isAt(path, link)))
  expect(alone).toEqual(Object.keys(reachedOtherwise))
})

describe.each(Object.entries({ ...pageViews, ...mirrorViews, ...reflectionViews }))(
  'the page “%s”',
  (_name, page) => {
    it('holds nothing that the content security policy forbids', () => {
      expect(page).not.toMatch(/<(script|style|iframe|object|embed|base|meta http-equiv)/i)
      expect(page).not.toMatch(/<[^>]*\s(on\w+|style)\s*=/i)
      expect(page).not.toMatch(/(href|src|action)="\s*(javascript|data:text)/i)
    })

    it('has one heading of the first level, a language and a title', () => {
      expect(all(page, /<(h1)[ >]/g)).toHaveLength(1)
      expect(page).toContain('<html lang="en-GB"')
      expect(page).toMatch(/<title>[^<]{5,} – ShiftWorks<\/title>/)
    })

    it('calls what does different things by different names', () => {
      const name = (inner: string) =>
        inner
          .replaceAll(/<[^>]*>/g, '')
          .replaceAll(/\s+/g, ' ')
          .trim()
      const buttons = [...page.matchAll(/<form[\s\S]*?<\/form>/g)].flatMap(([form]) =>
        all(form, /<button[^>]*>([\s\S]*?)<\/button>/g).map(name),
      )
      const folds = all(page, /<summary[^>]*>([\s\S]*?)<\/summary>/g).map(name)
      for (const names of [buttons, folds])
        expect(names.filter((one, i) => names.indexOf(one) !== i)).toEqual([])
    })

    it('uses each id once, and refers only to ids that are there', () => {
      const ids = all(page, / id="([^"]*)"/g)
      expect(new Set(ids).size).toBe(ids.length)
      const referred = [
        ...all(page, / for="([^"]*)"/g),
        ...all(page, / aria-(?:labelledby|describedby)="([^"]*)"/g).flatMap(list => list.split(' ')),
        ...all(page, / href="#([^"]*)"/g),
      ]
      expect(referred.filter(id => !ids.includes(id))).toEqual([])
    })

    it('links and posts only to addresses that are answered', () => {
      const links = all(page, /<a [^>]*href="(\/[^"]*)"/g)
      const targets = all(page, /<form[^>]* action="(\/[^"]*)" method="post"/g)
      expect(links.filter(link => !isAnswered('GET', link))).toEqual([])
      expect(targets.filter(target => !isAnswered('POST', target))).toEqual([])
      expect(all(page, /<(form) /g)).toHaveLength(targets.length)
    })

    it('shows no value that was forgotten', () => {
      expect(page).not.toMatch(/undefined|\[object|NaN|=&gt;/)
    })
  },
)

describe('whatever a form may ask for', () => {
  const views = Object.values({ ...pageViews, ...mirrorViews, ...reflectionViews }).join('\n')
  const shown = [...views.matchAll(/<form[^>]* action="(\/[^"]*)"[^>]*>([\s\S]*?)<\/form>/g)]
  const withAction = z.object({ properties: z.object({ action: z.object({ enum: z.array(z.string()) }) }) })
  const actions = Object.entries(openApiDocument().paths).flatMap(([path, { post }]) => {
    const form = post?.requestBody?.content['application/x-www-form-urlencoded'].schema
    const { data } = withAction.safeParse(form)
    return data?.properties.action.enum.map(action => [action, path] as const) ?? []
  })

  // The old name of “My journey”: pages that were open may still post to it.
  it.each(actions.filter(([, path]) => path !== '/preferences'))(
    'has its button: %s at %s',
    (action, path) => {
      const isButton = ([, to = '', inside = '']: readonly string[]) =>
        isAt(path, to) && inside.includes(`name="action" value="${action}"`)
      expect(shown.some(isButton), 'No view of a page, in tests/support/*-views.ts, has it.').toBe(true)
    },
  )
})

describe('a link to a page, passed on in a chat', () => {
  const described =
    /<meta name="description" content="([^"]+)">.*<meta property="og:description" content="([^"]+)">/s

  it.each(['home', 'journeys', 'privacy', 'accessibility'])('says what the public page “%s” is', name => {
    const [, description, shared] = described.exec(pageViews[name] ?? '') ?? []
    expect(description).toBeTruthy()
    expect(shared).toBe(description)
  })

  it('says nothing of a page that is somebody’s own, and no page asks anybody for a picture', () => {
    for (const name of ['preferences', 'welcome', 'details', 'module', 'confirm'])
      expect(pageViews[name] ?? '').not.toContain('og:')
    for (const page of Object.values(pageViews)) expect(page).not.toContain('og:image')
  })
})

test('two days asked for in one form are sent under names of their own', () => {
  const day = (id: string, name: string) =>
    dateInput({
      id,
      name,
      field: { label: name },
      errorPrefix: 'Error:',
      texts: { day: 'Day', month: 'Month', year: 'Year' },
      value: { day: '', month: '', year: '' },
    })
  const form = `${day('breakUntil', 'break')}${day('begins', 'begins')}`
  expect(all(form, / name="([^"]*)"/g)).toEqual(
    ['break', 'begins'].flatMap(name => [`${name}-day`, `${name}-month`, `${name}-year`]),
  )
})

describe('the stylesheet', () => {
  const { fileName, css } = compileStylesheet()

  it('is small, names its content, and asks nobody else for anything', () => {
    expect(css.length).toBeLessThan(48_000)
    expect(fileName).toMatch(/^shiftworks-[0-9a-f]{12}\.css$/)
    expect(compileStylesheet().fileName).toBe(fileName)
    expect(css).not.toMatch(/url\(|@import|@font-face|GDS Transport|crest|crown-/i)
  })

  it('styles every class of our own that a view names, and holds no other', () => {
    const styled = new Set(css.match(/(?<=\.)app-[A-Za-z0-9_-]+/g))
    const named = new Set([...usedClasses()].filter(name => name.startsWith('app-')))
    expect(styled).toEqual(named)
  })
})
