-- A database laid out like the checklists of Democracy in Action (Kosovo): one wide table for each round of voting, a column
-- for each question, everything as text, as it was typed. PO is yes, JO is no.
CREATE TABLE raundi_1 (
  "ID" INTEGER PRIMARY KEY, "EmriV" TEXT, "NrV" TEXT, "NrQV" TEXT, "NRVV" TEXT, "Komuna" TEXT, "EQV" TEXT,
  "P01KA" TEXT, "P02A" TEXT, "P02B" TEXT, "P03Perg" TEXT, "P04KVV" TEXT, "P04Fem" TEXT,
  "P05Lla" TEXT, "P05Ngj" TEXT, "P05Lis" TEXT, "P05Flv" TEXT, "P05Vul" TEXT, "P05Kut" TEXT, "P05Lib" TEXT, "P05Kab" TEXT, "P05ZFK" TEXT,
  "PV1KHV" TEXT, "PV03UVL" TEXT, "PV04IDK" TEXT, "PV05GSH" TEXT, "PV06VUL" TEXT, "PV07-10" TEXT, "PV07-13" TEXT, "PV07-16" TEXT, "PV07-19" TEXT,
  "ProcVotKom" TEXT,
  "PA01x1" TEXT, "PA02Fot" TEXT, "PA03M1F" TEXT, "PA04PPD" TEXT, "PA05DHU" TEXT, "PA06PRP" TEXT, "PA07M1P" TEXT, "PA08MBV" TEXT, "PA09VJK" TEXT,
  "PA11VMF" TEXT, "PM01PPV" TEXT, "PM16ANA" TEXT,
  "KmnInc" TEXT, "Lokacioni" TEXT, "IncOra" TEXT, "IncTxt" TEXT, "IncVet" TEXT,
  "IncDeshm1" TEXT, "ID1Kon" TEXT, "IncDeshm2" TEXT, "ID2Kon" TEXT, "KomShtese" TEXT, "User" TEXT, "Time" TEXT
);
CREATE TABLE raundi_2 (
  "ID" INTEGER PRIMARY KEY, "EmriV" TEXT, "NrV" TEXT, "NrQV" TEXT, "NRVV" TEXT, "Komuna" TEXT, "EQV" TEXT,
  "P01KA" TEXT, "P02A" TEXT, "P02B" TEXT, "P03Perg" TEXT, "P04KVV" TEXT, "P04Fem" TEXT,
  "P05Lla" TEXT, "P05Ngj" TEXT, "P05Lis" TEXT, "P05Flv" TEXT, "P05Vul" TEXT, "P05Kut" TEXT, "P05Lib" TEXT, "P05Kab" TEXT, "P05ZFK" TEXT,
  "PV1KHV" TEXT, "PV03UVL" TEXT, "PV04IDK" TEXT, "PV05GSH" TEXT, "PV06VUL" TEXT, "PV07-10" TEXT, "PV07-13" TEXT, "PV07-16" TEXT, "PV07-19" TEXT,
  "ProcVotKom" TEXT,
  "PA01x1" TEXT, "PA02Fot" TEXT, "PA03M1F" TEXT, "PA04PPD" TEXT, "PA05DHU" TEXT, "PA06PRP" TEXT, "PA07M1P" TEXT, "PA08MBV" TEXT, "PA09VJK" TEXT,
  "PA11VMF" TEXT, "PM01PPV" TEXT, "PM16ANA" TEXT,
  "KmnInc" TEXT, "Lokacioni" TEXT, "IncOra" TEXT, "IncTxt" TEXT, "IncVet" TEXT,
  "IncDeshm1" TEXT, "ID1Kon" TEXT, "IncDeshm2" TEXT, "ID2Kon" TEXT, "KomShtese" TEXT, "User" TEXT, "Time" TEXT
);
