/**
 * An e-mail address as it is compared, never as it is shown: width, case, spaces, `mailto:` and angle brackets left out, a
 * guest's sign-in name turned into the address it was made of. '' for what is no address.
 *
 * Case counts for nothing: RFC 5321 lets a host tell local parts apart by it, and no directory of Microsoft Entra does.
 */
export function foldAddress(text: string): string {
  const bare = text
    .normalize('NFKC')
    .replaceAll(/\s+/gu, '')
    .replace(/^<(.*)>$/u, '$1')
    .replace(/^mailto:/iu, '')
    .toLowerCase();
  return /^[^@<>,;]+@[^@<>,;]+$/u.test(bare) ? (guestAddress(bare) ?? bare) : '';
}

/**
 * The address of a guest by their user principal name in the inviting tenant: `ana.holt_nhs.net#ext#@council.onmicrosoft.com` ->
 * `ana.holt@nhs.net`. null for any other address.
 *
 * Microsoft Entra names a guest after the invited address with its `@` written `_`, then `#EXT#@` and the tenant's
 * domain (Microsoft Learn, "Properties of a Microsoft Entra B2B collaboration user"). A local part may have `_` too, a domain may
 * not (RFC 1123 section 2.1: letters, digits, hyphens), so the last one was the `@`. A name without a whole domain,
 * as Entra makes it where two guests would be named alike, tells nothing.
 */
function guestAddress(folded: string): string | null {
  const [, local, domain] = /^(.+)_([a-z0-9.-]+\.[a-z0-9-]+)#ext#@/u.exec(folded) ?? [];
  return local === undefined || domain === undefined ? null : `${local}@${domain}`;
}

/** Every address that somebody of a Teams roster has, folded, each once; [] where Teams tells none. */
export function addressesOf(member: {
  readonly email: string;
  readonly userPrincipalName: string;
}): readonly string[] {
  const folded = [member.email, member.userPrincipalName].map(foldAddress);
  return [...new Set(folded.filter((address) => address !== ''))];
}
