"""How likely each outcome is: patientèles drawn as the published study says, judged by the rules of the law."""
