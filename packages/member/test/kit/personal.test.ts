import { describe, expect, it } from 'vitest';
import { masked, personalColumn, personalIn } from '../../src/check/personal.ts';

describe('personalIn', () => {
  it.each<{ text: string; finds: readonly string[] }>([
    { text: 'Write to nino.b@example.ge', finds: ['e-mail address: nino.b@example.ge'] },
    { text: 'call +254 712 345 678 now', finds: ['telephone number: +254 712 345 678'] },
    { text: 'тел. 8 (916) 123-45-67', finds: ['telephone number: 8 (916) 123-45-67'] },
    { text: 'ტელ: 555 12 34 56', finds: ['telephone number: 555 12 34 56'] },
    { text: 'паспорт 4509 123456', finds: ['personal number: 4509 123456'] },
    { text: 'Председатель Иванова Мария Петровна вышла', finds: ['name: Иванова Мария Петровна'] },
    { text: 'Наблюдателя Петрова А. В. удалили', finds: ['name: Петрова А. В.'] },
    { text: 'Mr. Kamau refused', finds: ['name: Mr. Kamau'] },
    { text: 'the chair, Arben Krasniqi, signed', finds: ['name: Arben Krasniqi'] },
    { text: 'თავმჯდომარე ნინო ბერიძემ უარი თქვა', finds: ['name: ნინო ბერიძემ'] },
    { text: 'https://t.me/ivanov_1 wrote', finds: ['profile: t.me/ivanov_1'] },
    { text: 'ask @ivan_petrov, or (@nino.b1)', finds: ['profile: @ivan_petrov', 'profile: @nino.b1'] },
    { text: 'from 192.168.10.4', finds: ['IP address: 192.168.10.4'] },
  ])('finds who can be known by "$text"', ({ text, finds }) => {
    expect(personalIn(text).map((find) => `${find.kind}: ${find.text}`)).toEqual(finds);
  });

  it.each([
    'At 07:30 on 2021-09-19 the station 1234 opened',
    '1 234 567 ballots, 12.5 % spoiled, 19.09.2021',
    'The Central Election Commission of Georgia published Resolution 12/2024',
    'На участке № 1234 обнаружено 25 бюллетеней, протокол 8:15',
    'საარჩევნო უბანზე დამკვირვებელს არ მიეცა უფლება',
  ])('finds nobody in "%s"', (text) => {
    expect(personalIn(text)).toEqual([]);
  });
});

describe('personalColumn', () => {
  it.each([
    'observer_phone',
    'PhoneNumber',
    'person_email',
    'reporter_first',
    'IncDeshm1',
    'EmriV_emri',
    'pec_witness_info',
    'телефон',
    'ფამილია_სახელი',
    'ID1Kon_passport',
    'comment_ip',
    'LastName',
    'User',
  ])('knows %s', (name) => {
    expect(personalColumn(name)).not.toBeNull();
  });

  it.each([
    'title',
    'incident_description',
    'location_name',
    'station',
    'theme',
    'IncidentCategory',
    'updated_at',
    'telltale',
    'imena_count_0',
  ])('lets %s pass', (name) => {
    expect(personalColumn(name)).toBeNull();
  });

  it('never prints what it found', () => {
    expect(masked('ivan@example.org')).toBe('iv••@•••••••.•••');
  });
});
