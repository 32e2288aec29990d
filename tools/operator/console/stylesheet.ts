import { join } from 'node:path'
import { compileStylesheet, type Stylesheet } from '../../../shared/pages/styles/stylesheet.ts'

const { dirname } = import.meta

let made: Stylesheet | undefined

/** The console's stylesheet: the public pages' own letters, colours and controls, and what only the console has. */
export function consoleStylesheet(): Stylesheet {
  made ??= compileStylesheet({
    name: 'console',
    scss: join(dirname, 'styles/console.scss'),
    views: [dirname, join(dirname, '../charts'), join(dirname, '../../../shared/pages')],
  })
  return made
}
