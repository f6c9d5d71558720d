import { describe, expect, it } from 'vitest';
import { addressesOf, foldAddress } from '../../../src/domain/people/mail-address.ts';

describe('foldAddress', () => {
  it.each([
    ['ana.holt@wexcombe.example', 'ana.holt@wexcombe.example'],
    ['  Ana.Holt@Wexcombe.Example ', 'ana.holt@wexcombe.example'],
    ['mailto:ana.holt@wexcombe.example', 'ana.holt@wexcombe.example'],
    ['<Ana.Holt@wexcombe.example>', 'ana.holt@wexcombe.example'],
    ['ａｎａ＠wexcombe.example', 'ana@wexcombe.example'],
    ['ana.\u00a0holt@wexcombe.example', 'ana.holt@wexcombe.example'],
    // Guests: the last underscore before the mark was the @, whatever the local part has.
    ['ana.holt_nhs.example#EXT#@wexcombe.onmicrosoft.com', 'ana.holt@nhs.example'],
    ['ana_m_holt_nhs.example#EXT#@wexcombe.onmicrosoft.com', 'ana_m_holt@nhs.example'],
    ['Ana_Holt_trust.nhs.example#ext#@wexcombe.onmicrosoft.com', 'ana_holt@trust.nhs.example'],
    ['o_wexcombe.example_evil.example#EXT#@wexcombe.onmicrosoft.com', 'o_wexcombe.example@evil.example'],
    // Nothing to tell the address by: only the name itself is compared.
    ['ana_nhs#EXT#@wexcombe.onmicrosoft.com', 'ana_nhs#ext#@wexcombe.onmicrosoft.com'],
    ['#EXT#@wexcombe.onmicrosoft.com', '#ext#@wexcombe.onmicrosoft.com'],
    ['', ''],
    ['Ana Holt', ''],
    ['ana@', ''],
    ['@wexcombe.example', ''],
    ['ana@x@y', ''],
    ['ana@x.example; bo@x.example', ''],
  ])('takes %j for %j', (text, folded) => {
    expect(foldAddress(text)).toBe(folded);
  });
});

describe('addressesOf', () => {
  it.each([
    [{ email: '', userPrincipalName: '' }, []],
    [{ email: 'Ana@x.example', userPrincipalName: 'ana@X.example' }, ['ana@x.example']],
    [
      { email: 'ana.holt@x.example', userPrincipalName: 'aholt@x.example' },
      ['ana.holt@x.example', 'aholt@x.example'],
    ],
    [{ email: '', userPrincipalName: 'ana_nhs.example#EXT#@x.onmicrosoft.com' }, ['ana@nhs.example']],
  ])('gives every address of %j once', (member, addresses) => {
    expect(addressesOf(member)).toEqual(addresses);
  });
});
