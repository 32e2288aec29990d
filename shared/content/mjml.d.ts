declare module 'mjml' {
  type Options = { validationLevel: 'strict'; fonts: Record<string, string> }
  /** Rejects if the MJML is not valid. */
  export default function mjml2html(mjml: string, options: Options): Promise<{ html: string }>
}
