import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { AuthoredJourney } from '../../../shared/content/authored-journey.ts'
import { compileJourney } from '../../../shared/content/compile.ts'
import type { Picture } from '../../../shared/content/pictures.ts'
import { picturePath } from '../../../shared/contracts/picture-path.ts'
import type { ModulePage, PublishedJourney } from '../../../shared/contracts/published-journey.ts'
import { modulePage } from '../../../shared/pages/module.ts'
import { compileStylesheet } from '../../../shared/pages/styles/stylesheet.ts'
import type { Texts } from '../../../shared/texts/texts.ts'
import { textsFor } from '../../../shared/texts/texts-for.ts'
import { fillAllForPreview } from './fill.ts'
import { overview } from './overview.ts'

/**
 * Writes all emails (HTML and text) and pages of a journey as files, and a page that shows them all.
 * @returns that page's path
 */
export async function writePreview(authored: AuthoredJourney, folder: string): Promise<string> {
  const texts = textsFor(authored.language)
  const published = await compileJourney(authored, '.')
  const of = { journey: published.journey, language: authored.language }
  const emails = fillAllForPreview(published.emails, of)
  const { css } = compileStylesheet()
  const pages = published.pages.map((page, at) => {
    const asked = published.journey.modules[at]?.question
    return { id: page.id, html: pageAlone(page, at + 1, published, texts, css), ...(asked && { asked }) }
  })
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const files = [
    { name: 'index.html', content: overview(authored.title, emails, pages) },
    ...emails.flatMap(({ key, html, text }) => [
      { name: `${key}.html`, content: html },
      { name: `${key}.txt`, content: text },
    ]),
    ...pages.map(({ id, html }) => ({ name: `page.${id}.html`, content: html })),
  ]
  await Promise.all(files.map(({ name, content }) => writeFile(join(folder, name), content)))
  await writePictures(folder, authored.pictures ?? [])
  return resolve(folder, 'index.html')
}

/** Writes the pictures beside the files that show them, in the paths of their URLs. */
async function writePictures(folder: string, pictures: readonly Picture[]): Promise<void> {
  if (pictures.length === 0) return
  const below = join(folder, picturePath)
  await mkdir(below, { recursive: true })
  await Promise.all(pictures.map(({ name, bytes }) => writeFile(join(below, name), bytes)))
}

/** A module's page as one file with inline styles. */
function pageAlone(
  page: ModulePage,
  number: number,
  published: PublishedJourney,
  texts: Texts,
  css: string,
): string {
  const site = {
    texts,
    textsIn: textsFor,
    publicUrl: 'https://example.org',
    stylesheet: 'preview.css',
    operator: { organisation: 'your organisation', contact: 'help@example.org' },
  }
  const html = modulePage(site, {
    journey: published.journey.title,
    page: { ...page, html: page.html.replaceAll('{{reference}}', 'preview') },
    position: { number, of: published.pages.length },
    status: { is: 'open' },
    here: '#',
    token: 'preview',
    preferencesUrl: '#',
  })
  return html.replace('<link rel="stylesheet" href="preview.css">', () => `<style>${css}</style>`)
}
