import { openApiDocument } from '../../shared/contracts/openapi.ts'
import { compileStylesheet } from '../../shared/pages/styles/stylesheet.ts'
import { stylesheetName } from '../runtime/assets.ts'

/** The file next to the bundle that contains the OpenAPI document. */
export const openApiName = 'openapi.json'

/** Created at bundling: files that this function serves unchanged. */
export function assets(): Record<string, string> {
  const { fileName, css } = compileStylesheet()
  return { [stylesheetName]: fileName, [fileName]: css, [openApiName]: JSON.stringify(openApiDocument()) }
}
