import { openApiDocument } from '../../shared/contracts/openapi.ts'
import { compileStylesheet } from '../../shared/pages/styles/stylesheet.ts'
import { stylesheetName } from '../runtime/assets.ts'

/** The name of the file, beside the bundle, that holds the OpenAPI document. */
export const openApiName = 'openapi.json'

/** Made when the functions are bundled: what this function serves as it is. */
export function assets(): Record<string, string> {
  const { fileName, css } = compileStylesheet()
  return { [stylesheetName]: fileName, [fileName]: css, [openApiName]: JSON.stringify(openApiDocument()) }
}
