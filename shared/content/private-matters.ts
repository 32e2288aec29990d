/** Phrases that ask about the reader themselves: "have you ever been", "my own". */
const theirs =
  "\\b(?:you|your|i|i[’']m|i[’']ve|my)(?: (?:own|ever|last|been|are|were|was|am|have|had|a|an|any|feel|felt|off|on|with|living|mental|physical))*"

/** Private matters, and the English words that ask for them. */
const matters: readonly (readonly [matter: string, words: readonly string[]])[] = [
  [
    'health',
    [
      `${theirs} (?:health|ill|illness(?:es)?|unwell|sick|disab\\w+|diagnos\\w+|depress\\w+|anxi\\w+|medication|therapy|symptoms?|weight|hiv|addict\\w+|autis\\w+|adhd|burn(?:t|ed) out)`,
      '\\b(?:off sick|sick leave|pregnan\\w+|miscarriage|menopaus\\w+|antidepressants?|suicid\\w+|self-harm\\w*)',
    ],
  ],
  [
    'faith',
    [
      '\\b(?:religio\\w+|christians?|catholics?|muslims?|jews?|jewish|hindus?|sikhs?|buddhists?|atheists?|pray(?:s|ed|ing)?|believe in god)',
      '\\b(?:your|my) (?:own )?(?:faith|beliefs?|church|mosque|temple|synagogue)',
      '\\bgo to (?:a |the )?(?:church|mosque|temple|synagogue)',
    ],
  ],
  [
    'pay or money',
    [
      '\\b(?:salar(?:y|ies)|wages?|payslips?|earnings|mortgage|overdraft|in debt|universal credit|food bank|pay (?:band|grade|scale))',
      '\\b(?:your|my) (?:own )?(?:pay|income|rent|savings|debts?|money)',
      "\\b(?:are|were|get|got) you paid|\\b(?:you|i)(?: are| get| got| am|[’']re|[’']m) paid",
      '\\bhow much (?:do|did) (?:you|they) (?:earn|make|get)|\\b(?:you|i) earn (?:more|less|enough|under|over)',
      '£ ?\\d',
    ],
  ],
  [
    'names or how to reach somebody',
    [
      "\\b(?:what|who)(?: is| was| are|[’']s) (?:your|his|her|their) (?:\\w+ )?names?",
      '\\b(?:your|my|his|her|their) (?:full|first|last|family) name',
      '(?:^|please )name (?:a|an|the|one|your|somebody|someone)\\b',
      '\\b(?:your|my) (?:own )?(?:e-?mail|phone|address|postcode|employer|date of birth)',
      '\\bwhere (?:do|did) you live|\\bwhich (?:hospital|trust|ward|surgery|practice|pharmacy|school|university|council|charity|employer|care home) (?:do|are) you',
      '@\\w|\\d{6}',
    ],
  ],
  [
    'age, origin or family life',
    [
      '\\bhow old are you|\\b(?:your|my) (?:own )?(?:age|birthday|nationality|ethnicity|race|skin|accent|marriage|divorce|husband|wife|partner|sex|gender|sexuality)',
      '\\b(?:ethnic\\w*|nationalit\\w+|immigra\\w+|asylum|visa|gay|lesbian|bisexual|transgender|sexual\\w*)',
      '\\bare you (?:married|single|divorced|white|black|asian|british)',
    ],
  ],
  [
    'politics or a union',
    [
      '\\b(?:did|do|will|would) you vote|\\bpolitical|\\b(?:tory|tories|lib dems?|labour (?:party|voter)|conservative (?:party|voter))',
      '\\bunion member|\\b(?:in|joined?|belong to) (?:a|the|your) (?:trade )?union|\\b(?:you|i) (?:\\w+ )?(?:on strike|strike|struck)',
    ],
  ],
  ['trouble with the law', ['\\b(?:criminal record|convicted|conviction|arrested|in prison)']],
]

/** A name with its title. */
const titled = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame)\.? \p{Lu}\p{Ll}+/u

const patterns = matters.map(([matter, words]) => ({
  matter,
  pattern: new RegExp(words.map(word => `(?:${word})`).join('|'), 'i'),
}))

/**
 * The private matter that an English text asks for, and the words that do so. The list is incomplete: it catches
 * slips, and ignores what others experience at work ("a disabled colleague").
 */
export function sensitiveTopic(text: string): { matter: string; words: string } | undefined {
  const [name] = titled.exec(text) ?? []
  if (name !== undefined) return { matter: 'names or how to reach somebody', words: name }
  return patterns
    .map(({ matter, pattern }) => ({ matter, words: pattern.exec(text)?.[0] ?? '' }))
    .find(({ words }) => words !== '')
}
