import type { Html } from '../../../shared/web/html.ts'
import { pageResponse, type WebResponse } from '../../../shared/web/response.ts'
import type { ToolRoutes } from '../../web/tool-routes.ts'
import type { Inspected } from './inspected.ts'
import { frame } from './page-frame.ts'

/** Pages and forms below `/_local`. */
export type LocalRoutes = ToolRoutes<Inspected>

/** A whole local page. */
export const localPage = (
  local: Pick<Inspected, 'clock'>,
  title: string,
  main: Html,
  status = 200,
): WebResponse => pageResponse(() => frame(local, title, main), { status })
