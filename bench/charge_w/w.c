/* Workload W by hand, AVX-512, sixteen rows at a time: the limit that the other engines are compared with.
   Divisions are double quotients corrected by one, exact for these sizes, as in Binôme's compiled primitive. */
#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>
#define C(x) _mm512_set1_epi32(x)
#define CD(x) _mm512_set1_pd((double)(x))

static const int PMT[4] = {775, 1045, 1858, 2187}, PFA[4] = {1219, 1514, 2587, 3207};
static const int MONTANTS[48] = {
    19000, 38000, 0, 0, 14000, 28000, 0, 0, 11000, 22000, 33000, 44000, 0, 0, 0, 0,
    19000, 38000, 0, 0, 14000, 28000, 0, 0, 13000, 26000, 39000, 52000, 0, 0, 0, 0,
    19000, 38000, 57000, 76000, 19000, 38000, 57000, 76000, 19000, 38000, 57000, 76000, 0, 0, 0, 0};
static const int OPMT[16] = {195, 305, 397, 458, 195, 305, 397, 456, 56, 110, 143, 165, 0, 109, 80, 125};
static const int OPFA[16] = {311, 467, 604, 707, 310, 466, 622, 706, 114, 171, 234, 278, 0, 0, 20, 30};

static inline __m512i octets(const void *p) { return _mm512_cvtepi8_epi32(_mm_loadu_si128(p)); }

static inline __m512i rang(__m512i patients, const int *seuils) {
  __m512i r = _mm512_setzero_si512();
  for (int k = 0; k < 4; k++) r = _mm512_mask_add_epi32(r, _mm512_cmpge_epi32_mask(patients, C(seuils[k])), r, C(1));
  return r;
}

/* floor(n / d) for doubles that hold integers below 2^53, the quotient fitting in 32 bits */
static inline __m256i plancher(__m512d n, __m512d d) {
  __m512d q = _mm512_roundscale_pd(_mm512_div_pd(n, d), _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC);
  __m512d reste = _mm512_fnmadd_pd(q, d, n);
  q = _mm512_mask_add_pd(q, _mm512_cmp_pd_mask(reste, d, _CMP_GE_OQ), q, CD(1));
  q = _mm512_mask_sub_pd(q, _mm512_cmp_pd_mask(reste, CD(0), _CMP_LT_OQ), q, CD(1));
  return _mm512_cvttpd_epi32(q);
}
static inline __m512d bas(__m512i v) { return _mm512_cvtepi32_pd(_mm512_castsi512_si256(v)); }
static inline __m512d haut(__m512i v) { return _mm512_cvtepi32_pd(_mm512_extracti32x8_epi32(v, 1)); }
static inline __m512i joindre(__m256i b, __m256i h) { return _mm512_inserti32x8(_mm512_castsi256_si512(b), h, 1); }

static inline __m512i objectif(__m512i p, __m512i r, __m512i o, __mmask16 neuf, __mmask16 age, const int *s, const int *t) {
  const int etendue = s[3] - 1 - s[1];
  __m512i table = _mm512_loadu_si512(t), au_dela = _mm512_sub_epi32(p, C(s[1]));
  __m512i debut = _mm512_permutexvar_epi32(_mm512_add_epi32(o, C(4)), table);
  __m512i fin = _mm512_permutexvar_epi32(_mm512_add_epi32(o, C(8)), table);
  __m512i n = _mm512_add_epi32(_mm512_mullo_epi32(debut, C(etendue)), _mm512_mullo_epi32(_mm512_sub_epi32(fin, debut), au_dela));
  n = _mm512_add_epi32(_mm512_slli_epi32(n, 1), C(etendue));
  __m512i v = joindre(plancher(bas(n), CD(2 * etendue)), plancher(haut(n), CD(2 * etendue)));
  v = _mm512_mask_permutexvar_epi32(v, _mm512_cmple_epi32_mask(r, C(1)), o, table);
  v = _mm512_mask_permutexvar_epi32(v, _mm512_cmpeq_epi32_mask(r, C(4)), _mm512_add_epi32(o, C(12)), table);
  v = _mm512_mask_mov_epi32(v, age, C(0));
  return _mm512_mask_sub_epi32(v, neuf, C(s[1]), p);
}

static inline __m512i taux(__m512i observe, __m512i cible) {
  __m512i sure = _mm512_max_epi32(cible, C(1));
  __m512i q = joindre(plancher(_mm512_mul_pd(bas(observe), CD(1000000)), bas(sure)),
                      plancher(_mm512_mul_pd(haut(observe), CD(1000000)), haut(sure)));
  return _mm512_mask_mov_epi32(q, _mm512_cmple_epi32_mask(cible, C(0)), C(1000000));
}

static void seize(size_t i, const int16_t *sp, const int8_t *se, const int32_t *pmt, const int32_t *pfa, const int8_t *op,
    const uint8_t *zip, const int8_t *age, const uint8_t *primo, const int8_t *an, const int32_t *vp, const int32_t *vf,
    uint8_t *el, int8_t *tr, int32_t *mo, int32_t *o1, int32_t *o2, int32_t *t1, int32_t *t2, int32_t *pa, int32_t *du) {
  __m512i p = _mm512_loadu_si512(pmt + i), f = _mm512_loadu_si512(pfa + i);
  __m512i ob1 = _mm512_loadu_si512(vp + i), ob2 = _mm512_loadu_si512(vf + i);
  __m512i s = _mm512_cvtepi16_epi32(_mm256_loadu_si256((const void *)(sp + i))), sec = octets(se + i);
  __m512i o = _mm512_sub_epi32(octets(op + i), C(1)), ag = octets(age + i), a = octets(an + i);
  __mmask16 z = _mm_test_epi8_mask(_mm_loadu_si128((const void *)(zip + i)), _mm_set1_epi8(-1));
  __mmask16 pm = _mm_test_epi8_mask(_mm_loadu_si128((const void *)(primo + i)), _mm_set1_epi8(-1));
  __m512i r1 = rang(p, PMT), r2 = rang(f, PFA), rg = _mm512_max_epi32(r1, r2);
  __mmask16 neuf = pm & _mm512_cmplt_epi32_mask(p, C(PMT[1])) & _mm512_cmplt_epi32_mask(f, C(PFA[1]));
  __mmask16 vieux = _mm512_cmpgt_epi32_mask(ag, C(65));
  __mmask16 e = (__mmask16)~(_mm512_cmpge_epi32_mask(s, C(90)) & _mm512_cmple_epi32_mask(s, C(95)));
  e &= _mm512_cmpeq_epi32_mask(sec, C(1)) | _mm512_cmpeq_epi32_mask(sec, C(3));
  e &= _mm512_cmpgt_epi32_mask(rg, C(0)) | neuf;
  e &= _mm512_cmplt_epi32_mask(o, C(2)) | (z & _mm512_cmpeq_epi32_mask(s, C(1)) & _mm512_cmpge_epi32_mask(a, C(3)));
  __m512i ou = _mm512_add_epi32(_mm512_slli_epi32(_mm512_sub_epi32(_mm512_min_epi32(a, C(3)), C(1)), 2), o);
  __m512i m = _mm512_permutexvar_epi32(ou, _mm512_loadu_si512(MONTANTS));
  m = _mm512_mask_permutexvar_epi32(m, _mm512_cmpeq_epi32_mask(rg, C(3)), ou, _mm512_loadu_si512(MONTANTS + 16));
  m = _mm512_mask_permutexvar_epi32(m, _mm512_cmpeq_epi32_mask(rg, C(4)), ou, _mm512_loadu_si512(MONTANTS + 32));
  m = _mm512_maskz_mov_epi32(e, m);
  __m512i O1 = objectif(p, r1, o, neuf, vieux, PMT, OPMT), O2 = objectif(f, r2, o, neuf, vieux, PFA, OPFA);
  __m512i T1 = taux(ob1, _mm512_add_epi32(p, O1)), T2 = taux(ob2, _mm512_add_epi32(f, O2));
  __m512i meilleur = _mm512_min_epi32(C(1000000), _mm512_max_epi32(T1, T2));
  __mmask16 pleins = _mm512_cmpge_epi32_mask(ob1, C(PMT[0])) & _mm512_cmpge_epi32_mask(ob2, C(PFA[0])) &
      (_mm512_cmpge_epi32_mask(ob1, C(PMT[1])) | _mm512_cmpge_epi32_mask(ob2, C(PFA[1])));
  __mmask16 maintien = _mm512_cmpeq_epi32_mask(rg, C(4)) | vieux, observation = _mm512_cmple_epi32_mask(a, C(2));
  __m512i seuil = _mm512_mask_mov_epi32(C(950000), vieux, C(900000));
  __mmask16 tenu = _mm512_cmpge_epi32_mask(T1, seuil) | _mm512_cmpge_epi32_mask(T2, seuil);
  __mmask16 a1 = _mm512_cmpge_epi32_mask(T1, C(950000)), a2 = _mm512_cmpge_epi32_mask(T2, C(950000));
  __mmask16 baisse = (~a1 & _mm512_cmplt_epi32_mask(ob1, p)) | (~a2 & _mm512_cmplt_epi32_mask(ob2, f));
  __mmask16 plein = observation | (neuf & pleins) | (~neuf & maintien & tenu) | (~neuf & ~maintien & ~baisse & (a1 | a2));
  __mmask16 nul = ~observation & ~neuf & ~maintien & baisse;
  __m512i part = _mm512_mask_mov_epi32(meilleur, plein, C(1000000));
  part = _mm512_maskz_mov_epi32(e & (__mmask16)~nul, part);
  __m512d demi = CD(5000), diviseur = CD(10000);
  _mm_storeu_si128((void *)(el + i), _mm_maskz_set1_epi8(e, 1));
  _mm_storeu_si128((void *)(tr + i), _mm512_cvtepi32_epi8(rg));
  _mm512_storeu_si512(mo + i, m);
  _mm512_storeu_si512(o1 + i, O1);
  _mm512_storeu_si512(o2 + i, O2);
  _mm512_storeu_si512(t1 + i, T1);
  _mm512_storeu_si512(t2 + i, T2);
  _mm512_storeu_si512(pa + i, part);
  _mm512_storeu_si512(du + i, joindre(plancher(_mm512_fmadd_pd(bas(m), bas(part), demi), diviseur),
                                      plancher(_mm512_fmadd_pd(haut(m), haut(part), demi), diviseur)));
}

/* `n` must be a multiple of sixteen: the caller pads its columns. */
void w_seize(size_t n, const int16_t *sp, const int8_t *se, const int32_t *pmt, const int32_t *pfa, const int8_t *op,
    const uint8_t *zip, const int8_t *age, const uint8_t *primo, const int8_t *an, const int32_t *vp, const int32_t *vf,
    uint8_t *el, int8_t *tr, int32_t *mo, int32_t *o1, int32_t *o2, int32_t *t1, int32_t *t2, int32_t *pa, int32_t *du) {
#pragma omp parallel for schedule(static)
  for (size_t k = 0; k < n / 16; k++)
    seize(16 * k, sp, se, pmt, pfa, op, zip, age, primo, an, vp, vf, el, tr, mo, o1, o2, t1, t2, pa, du);
}
